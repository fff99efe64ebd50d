package dev.trackside.plugin.weightaveraging;

import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic weight averaging (Izmailov and others, UAI 2018): the mean of the weights after the last epochs, all counting alike. It is mostly used
 * with a constant or cyclic learning rate in these epochs, which {@code lr-schedule} gives.
 *
 * <p>An epoch's weights enter the mean when its training is over. Its validation then sees the mean ({@code swap}); the trained weights are back at
 * validation end. At train end the mean becomes the model ({@code apply-at-end}), unless the run failed. Running statistics, as of batch
 * normalization, are averaged if the engine has them among its weights, else they stay those of the last epoch.
 *
 * <h2>Resume</h2>
 *
 * <p>The mean and the number of its epochs are restored, also from a checkpoint that was taken in the midst of a validation.
 *
 * @since 0.1
 */
@Plugin("swa")
public final class Swa {

    /** The first epoch that counts, from 1; if not given, the first after four fifths of the planned epochs. */
    @Option(min = 1)
    @Nullable
    Integer startEpoch;

    /** Epochs from one that counts to the next. */
    @Option(min = 1)
    int everyEpochs = 1;

    /** Whether validations see the mean. */
    @Option
    boolean swap = true;

    /** Whether the mean becomes the model at train end. */
    @Option
    boolean applyAtEnd = true;

    @State
    Map<String, double[]> average = new LinkedHashMap<>();

    /** How many epochs the average is of. */
    @State
    int averaged;

    /** The last epoch that was looked at, from 1. */
    @State
    int counted;

    /** The trained weights while the average is in their place; empty while it is not. */
    @State
    Map<String, double[]> trained = new LinkedHashMap<>();

    private int start;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public Swa() {}

    @OnTrainBegin
    void begin(Plan plan) {
        if (startEpoch == null && plan.epochs().isEmpty()) {
            throw new TracksideException(
                    "swa needs to know when to begin, and this run has no plan of its epochs. Set start-epoch.");
        }
        start = startEpoch == null ? plan.epochs().getAsInt() * 4 / 5 + 1 : startEpoch;
    }

    @OnValidationBegin
    void swapIn(int epoch, Weights weights) {
        count(epoch, weights);
        if (swap && averaged > 0) {
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

    @OnEpochEnd
    void epochEnds(int epoch, Weights weights) {
        count(epoch, weights); // if it had no validation
    }

    @OnTrainEnd
    void apply(Run run, Weights weights) {
        swapOut(weights); // a failure in a validation has no validation end
        boolean failed = run.outcome().filter(Outcome.FAILED::equals).isPresent();
        if (applyAtEnd && !failed && averaged > 0) {
            Tensors.write(average, weights);
        }
    }

    private void count(int epoch, Weights weights) {
        int number = epoch + 1;
        if (number > counted && number >= start && (number - start) % everyEpochs == 0) {
            counted = number;
            averaged++;
            Tensors.include(weights, 1.0 / averaged, average);
        }
    }
}
