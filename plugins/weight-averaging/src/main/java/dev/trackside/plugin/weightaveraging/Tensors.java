package dev.trackside.plugin.weightaveraging;

import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights by the names of their tensors. */
final class Tensors {

    private Tensors() {}

    static Map<String, double[]> read(Weights weights) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Tensor tensor : weights.tensors()) {
            values.put(tensor.name(), tensor.read());
        }
        return values;
    }

    static void write(Map<String, double[]> values, Weights weights) {
        for (Tensor tensor : weights.tensors()) {
            tensor.write(of(tensor, values));
        }
    }

    /** Moves an average towards weights: {@code average += part * (weight - average)}; an empty one becomes the weights. */
    static void include(Weights weights, double part, Map<String, double[]> average) {
        if (average.isEmpty()) {
            average.putAll(read(weights));
            return;
        }
        for (Tensor tensor : weights.tensors()) {
            double[] mean = of(tensor, average);
            double[] now = tensor.read();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += part * (now[i] - mean[i]);
            }
        }
    }

    private static double[] of(Tensor tensor, Map<String, double[]> values) {
        double[] found = values.get(tensor.name());
        if (found == null) {
            throw new TracksideException("The average has no tensor %s; it is of another model, with %s."
                    .formatted(tensor.name(), String.join(", ", values.keySet())));
        }
        return found;
    }
}
