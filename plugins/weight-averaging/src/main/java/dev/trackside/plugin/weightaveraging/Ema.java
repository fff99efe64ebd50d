package dev.trackside.plugin.weightaveraging;

import dev.trackside.OnStep;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exponential moving average of the weights (Polyak and Juditsky, 1992): after each optimizer step {@code average = decay * average + (1 - decay) *
 * weights}. The weights after the first counted step are the first average.
 *
 * <p>Each validation sees the average ({@code swap}); the trained weights are back at validation end, so training goes on from them. At train end the
 * average becomes the model ({@code apply-at-end}), unless the run failed.
 *
 * <h2>Resume</h2>
 *
 * <p>The average is restored. A checkpoint holds the trained weights and the average, also one that was taken in the midst of a validation.
 *
 * @since 0.1
 */
@Plugin("ema")
public final class Ema {

    /** The weight of what was before, 0 to 1; 0.999 looks back over about a thousand steps. */
    @Option(min = 0, max = 1)
    double decay = 0.999;

    /** Optimizer steps from one update of the average to the next. */
    @Option(min = 1)
    int everySteps = 1;

    /** The first optimizer step that counts, from 1. */
    @Option(min = 1)
    long startStep = 1;

    /** Whether validations see the average. */
    @Option
    boolean swap = true;

    /** Whether the average becomes the model at train end. */
    @Option
    boolean applyAtEnd = true;

    @State
    Map<String, double[]> average = new LinkedHashMap<>();

    /** The trained weights while the average is in their place; empty while it is not. */
    @State
    Map<String, double[]> trained = new LinkedHashMap<>();

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public Ema() {}

    @OnStep
    void update(long step, Weights weights) {
        if (step >= startStep && (step - startStep) % everySteps == 0) {
            Tensors.include(weights, 1 - decay, average);
        }
    }

    @OnValidationBegin
    void swapIn(Weights weights) {
        if (swap && !average.isEmpty()) {
            trained = Tensors.read(weights);
            Tensors.write(average, weights);
        }
    }

    @OnValidationEnd
    void swapOut(Weights weights) {
        if (!trained.isEmpty()) {
            Tensors.write(trained, weights);
            trained = new LinkedHashMap<>();
        }
    }

    @OnTrainEnd
    void apply(Run run, Weights weights) {
        swapOut(weights); // a failure in a validation has no validation end
        boolean failed = run.outcome().filter(Outcome.FAILED::equals).isPresent();
        if (applyAtEnd && !failed && !average.isEmpty()) {
            Tensors.write(average, weights);
        }
    }
}
