package dev.trackside.run;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;

/** What several tests attach, offer and raise. */
final class SampleCallbacks {

    private SampleCallbacks() {}

    /** What an event of these tests' own delivers. */
    record Plateau(double value) {}

    /** An event of these tests' own. */
    @EventType(payload = Plateau.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface OnPlateau {
        int every() default 1;
    }

    /** Stops the run at an own event. */
    static final class StopOnPlateau {
        @OnPlateau
        Control plateau(Plateau plateau) {
            return Control.stop("plateau");
        }
    }

    /** Produces a metric. */
    static final class Doubler {
        int calls;

        @OnEpochEnd
        @Metric("double_loss")
        double twice(@Metric("loss") double loss) {
            calls++;
            return 2 * loss;
        }
    }

    static final class UncheckedBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedBroken(String message) {
            super(message);
        }
    }

    /** Fails at each epoch end. */
    static final class Flaky {
        @OnEpochEnd
        void end() {
            throw new UncheckedBroken("no disk");
        }
    }

    /** A learning rate to be offered. */
    static final class Rate implements LearningRate {
        double value = 1;

        @Override
        public double get() {
            return value;
        }

        @Override
        public void set(double rate, String reason) {
            value = rate;
        }
    }

    /** Ends each epoch at its first batch. */
    static final class StopEpoch {
        @OnBatchEnd
        Control end() {
            return Control.stopEpoch("no more");
        }
    }

    /** Stops the run at its first batch. */
    static final class Stop {
        private final String reason;

        Stop(String reason) {
            this.reason = reason;
        }

        @OnBatchEnd
        Control end() {
            return Control.stop(reason);
        }
    }

    /** Hears what is decided. */
    static final class Decisions {
        final List<Decision> seen = new ArrayList<>();

        @OnDecision
        void on(Decision decision) {
            seen.add(decision);
        }
    }
}
