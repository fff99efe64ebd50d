package dev.trackside.plugin.replay;

import dev.trackside.Attach;
import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnStep;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.State;
import dev.trackside.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Callbacks that decide in each way there is. */
final class TestCallbacks {

    private TestCallbacks() {}

    /** Stops when the validation gets worse, and restores. */
    @Plugin("stop-when-stale")
    public static final class StopWhenStale {

        @Option
        int patience = 3;

        @State
        double best = Double.POSITIVE_INFINITY;

        @State
        int stale;

        private Weights.Snapshot kept = new Weights.Snapshot(new byte[0]);

        @OnEpochEnd
        Control check(@Metric("val_loss") double loss, Weights weights) {
            if (loss < best) {
                best = loss;
                stale = 0;
                kept = weights.snapshot();
                return Control.proceed();
            }
            return ++stale < patience ? Control.proceed() : Control.stop("stale for " + patience + " epochs");
        }

        @OnTrainEnd
        void restore(Weights weights) {
            weights.restore(kept, "the best was " + best);
        }
    }

    /** Skips the step of a batch whose loss is NaN, and one batch of each third epoch before it is computed. */
    @Plugin("skipper")
    public static final class Skipper {

        @OnGradients
        Control gradients(@Metric("loss") double loss) {
            return Double.isNaN(loss) ? Control.skipBatch("NaN") : Control.proceed();
        }

        @OnBatchBegin
        Control begin(Batch batch) {
            return batch.epoch() % 3 == 1 && batch.index() == 2 ? Control.skipBatch("the third") : Control.proceed();
        }
    }

    /** Halves the rate each second epoch, in its midst. */
    @Plugin("halver")
    public static final class Halver {

        @OnStep(every = 6)
        void step(LearningRate rate, long step) {
            rate.set(rate.get() / 2, "halved at step " + step);
        }
    }

    /** Lowers the rate more. */
    @Plugin("quarterer")
    public static final class Quarterer {

        @OnStep(every = 6)
        void step(LearningRate rate, long step) {
            rate.set(rate.get() / 4, "divided at step " + step);
        }
    }

    /** Sets the rate at each step, as a schedule does. */
    @Plugin("scheduler")
    public static final class Scheduler {

        @OnStep
        void step(LearningRate rate, long step) {
            rate.set(1.0 / step, "step " + step);
        }
    }

    /** Gives up an epoch by what another callback has measured. */
    @Plugin("impatient")
    public static final class Impatient {

        @OnBatchEnd
        Control end(@Metric("double_loss") double twice, Batch batch) {
            return batch.epoch() == 6 && batch.index() == 1 && twice > 0.5
                    ? Control.stopEpoch("twice the loss is " + twice)
                    : Control.proceed();
        }
    }

    /** Measures at batches, which the means over epochs have too. */
    @Plugin(value = "doubler", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED)
    public static final class Doubler {

        @Metric("double_loss")
        @OnBatchEnd
        double twice(@Metric("loss") double loss) {
            return 2 * loss;
        }
    }

    /** Measures at epochs and validations only. */
    @Plugin(value = "judge", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED)
    public static final class Judge {

        @Metric("val_grade")
        @OnValidationEnd
        double grade(@Metric("val_loss") double loss) {
            return 1 / (1 + loss);
        }

        @Metric("gap")
        @OnEpochEnd
        double gap(@Metric("loss") double loss, @Metric("val_loss") double validation) {
            return validation - loss;
        }
    }

    /** Takes what no record has. */
    @Plugin("clipper")
    public static final class Clipper {

        @OnGradients
        void clip(Gradients gradients) {
            gradients.scale(0.5);
        }
    }

    /** Writes down all that it sees. */
    static final class Witness {

        final List<String> seen = new ArrayList<>();

        private static Map<String, Double> withoutTime(Metrics metrics) {
            Map<String, Double> kept = new LinkedHashMap<>(metrics.toMap());
            kept.remove("examples_per_second"); // the quotient of a time that is rounded to nanoseconds
            return new java.util.TreeMap<>(kept);
        }

        @OnEpochBegin
        void epochBegins(Epoch epoch) {
            seen.add("epoch begins " + epoch.index());
        }

        @OnBatchBegin
        void batchBegins(Batch batch) {
            seen.add("batch begins " + batch.epoch() + "." + batch.index() + " of " + batch.examples());
        }

        @OnGradients
        void gradients(Batch batch, Metrics metrics) {
            seen.add("gradients " + batch.index() + " " + withoutTime(metrics));
        }

        @OnStep
        void step(long step, Metrics metrics) {
            seen.add("step " + step + " " + withoutTime(metrics));
        }

        @OnBatchEnd
        void batchEnds(Batch batch, Metrics metrics) {
            seen.add("batch ends " + batch.index() + " " + batch.steps() + " " + batch.skipped() + " "
                    + withoutTime(metrics));
        }

        @OnValidationBatchEnd
        void validationBatchEnds(Metrics metrics) {
            seen.add("validation batch ends " + withoutTime(metrics));
        }

        @OnValidationEnd
        void validationEnds(Metrics metrics) {
            seen.add("validation ends " + withoutTime(metrics));
        }

        @OnEpochEnd
        void epochEnds(Epoch epoch, Metrics metrics) {
            seen.add("epoch ends " + epoch.batches() + " " + withoutTime(metrics));
        }
    }

    /** What makes a decision, without its time and what is measured by it. */
    static List<Object> essence(Decision decision) {
        Map<String, Double> metrics = new LinkedHashMap<>(decision.metrics());
        metrics.remove("examples_per_second");
        metrics.remove("epoch_seconds");
        return List.of(
                decision.callback(),
                decision.kind(),
                decision.reason(),
                decision.cause(),
                decision.event(),
                decision.epoch(),
                decision.step(),
                decision.effect(),
                new java.util.TreeMap<>(metrics));
    }
}
