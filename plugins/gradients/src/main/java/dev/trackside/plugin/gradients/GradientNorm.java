package dev.trackside.plugin.gradients;

import dev.trackside.Attach;
import dev.trackside.Gradients;
import dev.trackside.MetricWriter;
import dev.trackside.OnGradients;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures the Euclidean norm of the gradients of each batch, of all together ({@code grad_norm}) or of single tensors ({@code grad_norm/dense1.weight}),
 * before they are clipped. At epoch end the metric is the mean over the epoch, like any other.
 *
 * <p>What nobody takes is not computed.
 *
 * @since 0.1
 */
@Plugin(value = "gradient-norm", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED, produces = "{metrics}")
public final class GradientNorm {

    private static final String ALL = "grad_norm";
    private static final String ONE = ALL + "/";

    /** What to measure: grad_norm, and grad_norm/NAME for each tensor of interest, under the name that the engine gives it. */
    @Option
    List<String> metrics = List.of(ALL);

    /** Batches from one measurement to the next. */
    @Option(min = 1)
    int every = 1;

    private final Map<String, String> tensors = new LinkedHashMap<>(); // metrics by the name of the tensor

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public GradientNorm() {}

    @OnTrainBegin
    void begin() {
        tensors.clear();
        for (String metric : metrics) {
            if (metric.startsWith(ONE)) {
                tensors.put(metric.substring(ONE.length()), metric);
            } else if (!metric.equals(ALL)) {
                throw new TracksideException(
                        "gradient-norm cannot measure %s. Write grad_norm for all gradients, or grad_norm/NAME for a tensor."
                                .formatted(metric));
            }
        }
    }

    @OnGradients
    void measure(int batch, Gradients gradients, MetricWriter writer) {
        if ((batch + 1) % every != 0) {
            return;
        }
        if (metrics.contains(ALL)) {
            writer.write(ALL, gradients.norm());
        }
        if (!tensors.isEmpty()) {
            measureTensors(gradients.tensors(), writer);
        }
    }

    private void measureTensors(List<Tensor> gradients, MetricWriter writer) {
        int found = 0;
        for (Tensor tensor : gradients) {
            String metric = tensors.get(tensor.name());
            if (metric != null) {
                found++;
                if (writer.wanted(metric)) {
                    writer.write(metric, norm(tensor.read()));
                }
            }
        }
        if (found < tensors.size()) {
            List<String> there = gradients.stream().map(Tensor::name).toList();
            throw new TracksideException("There are no gradients of %s. There are those of %s."
                    .formatted(
                            tensors.keySet().stream()
                                    .filter(name -> !there.contains(name))
                                    .collect(Collectors.joining(", ")),
                            String.join(", ", there)));
        }
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
