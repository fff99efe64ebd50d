package dev.trackside.engine.mlp;

import com.google.auto.service.AutoService;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.OptimizerReader;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.engine.common.TabularData;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Makes the engine that {@code engine: mlp} asks for. Reads {@code data} (see {@link TabularData}, and {@code batch-size}, 32 unless
 * given; {@code scale-label: standardize} for regressions), {@code model} ({@code layers}, {@code activation}) and {@code optimizer}
 * ({@code type}, {@code lr} and the numbers of that type).
 *
 * @since 0.1
 */
@AutoService(EngineProvider.class)
public final class MlpProvider implements EngineProvider {

    /** Called by {@code ServiceLoader}. */
    public MlpProvider() {}

    @Override
    public String name() {
        return MlpEngine.NAME;
    }

    @Override
    public String summary() {
        return "Multi-layer perceptron on tabular data, embedded";
    }

    @Override
    public Engine open(Section configuration, long seed) {
        Section data = configuration.section("data");
        Section model = configuration.section("model");
        OptimizerSettings optimizer = OptimizerReader.read(configuration.section("optimizer"));
        List<Integer> layers = model.integers("layers");
        Activation activation = activation(model);
        int batchSize = data.integer("batch-size").orElse(32);
        boolean scaleLabel = scaleLabel(data);

        TabularData tables = TabularData.read(data, seed);
        if (scaleLabel && tables.train().isClassification()) {
            throw data.fault("scale-label", "scale-label: standardize is for task: regression; classes are not scaled");
        }
        Mlp mlp = begin(tables).optimizer(optimizer).activation(activation).seed(seed);
        if (model.has("layers")) {
            checked(
                    model,
                    "layers",
                    () -> mlp.layers(layers.stream().mapToInt(Integer::intValue).toArray()));
        }
        checked(data, "batch-size", () -> mlp.batchSize(batchSize));
        return (scaleLabel ? mlp.standardizeTargets() : mlp).build();
    }

    private static Mlp begin(TabularData tables) {
        Dataset train = tables.train();
        if (train.isClassification()) {
            return tables.validation()
                    .map(validation -> Mlp.classifier(train, validation))
                    .orElseGet(() -> Mlp.classifier(train));
        }
        return tables.validation()
                .map(validation -> Mlp.regressor(train, validation))
                .orElseGet(() -> Mlp.regressor(train));
    }

    private static Activation activation(Section model) {
        String name = model.text("activation").orElse("relu");
        for (Activation activation : Activation.values()) {
            if (activation.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return activation;
            }
        }
        throw model.fault(
                "activation", "activation: '%s' is not among %s".formatted(name, Arrays.toString(Activation.values())));
    }

    private static boolean scaleLabel(Section data) {
        String text = data.text("scale-label").orElse("none");
        return switch (text) {
            case "none" -> false;
            case "standardize" -> true;
            default ->
                throw data.fault("scale-label", "scale-label: '%s' is not among none, standardize".formatted(text));
        };
    }

    /** Lets what the builder refuses be said with file and line. */
    static <T> T checked(Section section, String key, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (IllegalArgumentException refused) {
            throw section.fault(key, "%s: %s".formatted(key, refused.getMessage()));
        }
    }
}
