package dev.trackside.engine.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.trackside.spi.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The model that a file asks for.
 *
 * @param image channels, height and width of an example, for convolutions; empty for a row of numbers
 * @param channels outputs of the convolutions, each of which may be followed by a pooling
 * @param kernel width and height of a convolution; odd
 * @param pool width and height of the pooling; 1 for none
 * @param batchNorm whether each convolution is normalized
 * @param layers sizes of the hidden layers
 * @param activation the function after convolutions and hidden layers
 * @param dropout part of the last hidden layer that is left out in training
 */
record ModelSettings(
        List<Integer> image,
        List<Integer> channels,
        int kernel,
        int pool,
        boolean batchNorm,
        List<Integer> layers,
        String activation,
        double dropout) {

    private static final Map<String, Supplier<Block>> ACTIVATIONS = activations();
    private static final int MOST_UNITS = 1 << 16;

    private static Map<String, Supplier<Block>> activations() {
        Map<String, Supplier<Block>> all = new LinkedHashMap<>();
        all.put("relu", Activation::reluBlock);
        all.put("tanh", Activation::tanhBlock);
        all.put("sigmoid", Activation::sigmoidBlock);
        all.put("gelu", Activation::geluBlock);
        all.put("identity", Blocks::identityBlock);
        return all;
    }

    /** Reads the section {@code model} for examples of that width. */
    static ModelSettings read(Section model, int width) {
        String type = model.text("type").orElse("mlp");
        boolean convolutions = type.equals("cnn");
        if (!convolutions && !type.equals("mlp")) {
            throw model.fault("type", "type: '%s' is not among mlp, cnn".formatted(type));
        }
        if (!convolutions) {
            for (String key : List.of("image", "channels", "kernel", "pool", "batch-norm")) {
                if (model.has(key)) {
                    throw model.fault(key, "%s belongs to type: cnn, but the type is mlp".formatted(key));
                }
            }
        }
        String activation = model.text("activation").orElse("relu");
        if (!ACTIVATIONS.containsKey(activation)) {
            throw model.fault(
                    "activation", "activation: '%s' is not among %s".formatted(activation, ACTIVATIONS.keySet()));
        }
        double dropout = model.number("dropout").orElse(0.0);
        if (!(dropout >= 0 && dropout < 1)) {
            throw model.fault("dropout", "dropout: must be at least 0 and below 1, not %s".formatted(dropout));
        }
        ModelSettings settings = new ModelSettings(
                convolutions ? image(model, width) : List.of(),
                convolutions ? sizes(model, "channels").orElse(List.of(16, 32)) : List.of(),
                convolutions ? odd(model) : 0,
                convolutions ? model.integer("pool").orElse(2) : 1,
                convolutions && model.flag("batch-norm").orElse(false),
                sizes(model, "layers").orElse(List.of(64)),
                activation,
                dropout);
        settings.requireRoom(model);
        return settings;
    }

    private static List<Integer> image(Section model, int width) {
        List<Integer> image = model.integers("image");
        if (image.isEmpty()) {
            throw model.fault("image", "image is missing: channels, height and width of an example, as in [1, 8, 8]");
        }
        if (image.size() != 3 || image.stream().anyMatch(size -> size < 1)) {
            throw model.fault(
                    "image",
                    "image: channels, height and width of an example, as in [1, 8, 8], not %s".formatted(image));
        }
        long numbers = image.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (numbers != width) {
            throw model.fault(
                    "image",
                    "image: %s makes %d numbers, but the data have %d features".formatted(image, numbers, width));
        }
        return image;
    }

    private static Optional<List<Integer>> sizes(Section model, String key) {
        List<Integer> sizes = model.integers(key);
        for (int size : sizes) {
            if (size < 1 || size > MOST_UNITS) {
                throw model.fault(key, "%s: from 1 to %d, not %d".formatted(key, MOST_UNITS, size));
            }
        }
        return model.has(key) ? Optional.of(sizes) : Optional.empty();
    }

    private static int odd(Section model) {
        int kernel = model.integer("kernel").orElse(3);
        if (kernel < 1 || kernel % 2 == 0) {
            throw model.fault(
                    "kernel", "kernel: an odd number, so that an image keeps its size, not %d".formatted(kernel));
        }
        return kernel;
    }

    private void requireRoom(Section model) {
        if (image.isEmpty()) {
            return;
        }
        if (pool < 1) {
            throw model.fault("pool", "pool: 1 for none, or more, not %d".formatted(pool));
        }
        int height = image.get(1);
        int width = image.get(2);
        for (int i = 0; i < channels.size(); i++) {
            height /= pool;
            width /= pool;
        }
        if (height < 1 || width < 1) {
            throw model.fault(
                    "pool",
                    "pool: %d after each of %d convolutions leaves nothing of an image of %d x %d"
                            .formatted(pool, channels.size(), image.get(1), image.get(2)));
        }
    }

    /** The shape of one example, alone in its batch. */
    Shape input(int width) {
        return image.isEmpty() ? new Shape(1, width) : new Shape(1, image.get(0), image.get(1), image.get(2));
    }

    /** Makes the blocks, with that many outputs. */
    Block blocks(int outputs) {
        SequentialBlock model = new SequentialBlock();
        for (int filters : channels) {
            model.add(Conv2d.builder()
                    .setKernelShape(new Shape(kernel, kernel))
                    .optPadding(new Shape(kernel / 2, kernel / 2))
                    .setFilters(filters)
                    .build());
            if (batchNorm) {
                model.add(BatchNorm.builder().build());
            }
            model.add(activationBlock());
            if (pool > 1) {
                model.add(Pool.maxPool2dBlock(new Shape(pool, pool), new Shape(pool, pool)));
            }
        }
        model.add(Blocks.batchFlattenBlock());
        for (int units : layers) {
            model.add(Linear.builder().setUnits(units).build());
            model.add(activationBlock());
        }
        if (dropout > 0) {
            model.add(Dropout.builder().optRate((float) dropout).build());
        }
        return model.add(Linear.builder().setUnits(outputs).build());
    }

    private Block activationBlock() {
        Supplier<Block> block = ACTIVATIONS.get(activation);
        if (block == null) {
            throw new IllegalStateException("no activation " + activation);
        }
        return block.get();
    }

    /** The settings by the names that a file gives them, for records of the run. */
    Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model.type", image.isEmpty() ? "mlp" : "cnn");
        if (!image.isEmpty()) {
            facts.put("model.image", image.toString());
            facts.put("model.channels", channels.toString());
            facts.put("model.kernel", Integer.toString(kernel));
            facts.put("model.pool", Integer.toString(pool));
            facts.put("model.batch-norm", Boolean.toString(batchNorm));
        }
        facts.put("model.layers", layers.toString());
        facts.put("model.activation", activation);
        facts.put("model.dropout", Double.toString(dropout));
        return facts;
    }
}
