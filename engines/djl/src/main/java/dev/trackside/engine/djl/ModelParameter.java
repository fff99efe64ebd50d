package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parameter of a model.
 *
 * @param name the name of DJL, unique in its model, as in {@code 01Linear_weight}
 * @param parameter what DJL knows it by
 */
record ModelParameter(String name, Parameter parameter) {

    /** Lists the parameters of a trainer's model in its order; one that several blocks share comes once. */
    static List<ModelParameter> of(Trainer trainer) {
        List<ModelParameter> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
            if (seen.add(pair.getValue().getId())) {
                all.add(new ModelParameter(pair.getKey(), pair.getValue()));
            }
        }
        return List.copyOf(all);
    }

    String id() {
        return parameter.getId();
    }

    /** The values; the array belongs to the model and is not to be closed. */
    NDArray values() {
        return parameter.getArray();
    }

    /** Whether training changes it by gradients; frozen ones and running means have none. */
    boolean learns() {
        return parameter.requiresGradient();
    }

    /** A new handle to the gradient, to be closed. */
    NDArray gradient() {
        return values().getGradient();
    }

    int[] shape() {
        long[] sizes = values().getShape().getShape();
        int[] shape = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = Math.toIntExact(sizes[i]);
        }
        return shape;
    }
}
