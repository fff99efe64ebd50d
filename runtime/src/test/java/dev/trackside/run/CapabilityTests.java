package dev.trackside.run;

import static dev.trackside.run.CallbackRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Decision;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What callbacks take that a loop may offer. */
class CapabilityTests {

    @Nested
    class Capabilities {

        @Test
        void thatAreMissingFailAtOnceNamingCallbackCapabilityAndEngine() {
            assertThatThrownBy(() -> run().attach(new NeedsWeights()).epochs(1).train(CallbackRuns::epochs))
                    .hasMessageContaining("needs-weights")
                    .hasMessageContaining("takes Weights, which this loop does not offer")
                    .hasMessageContaining("Optional<Weights>");
        }

        @Test
        void ofTheLearningRateAreNotForTwoUnlessOrdered() {
            SampleCallbacks.Rate rate = new SampleCallbacks.Rate();
            assertThatThrownBy(() -> run().offers(LearningRate.class, rate)
                            .attach(new Halver())
                            .attach("second", new Halver())
                            .epochs(1)
                            .train(CallbackRuns::epochs))
                    .hasMessageContaining("halver and second both set the learning rate");

            run().offers(LearningRate.class, rate)
                    .attach(new Halver())
                    .attach("second", new Halver())
                    .option("second.after", List.of("halver"))
                    .epochs(1)
                    .train(CallbackRuns::epochs);
            assertThat(rate.value).isEqualTo(0.25);
        }

        @Test
        void ofTheLearningRateAreShownAsMetricAndRecordedAsDecisions() {
            SampleCallbacks.Rate rate = new SampleCallbacks.Rate();
            RateReader reader = new RateReader();
            RunResult result = run().offers(LearningRate.class, rate)
                    .attach(new Halver())
                    .attach(reader)
                    .epochs(2)
                    .train(CallbackRuns::epochs);

            assertThat(reader.rates).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback, Decision::reason)
                    .containsExactly(
                            tuple(Decision.Kind.LEARNING_RATE, "halver", "half (1.000 → 0.5000)"),
                            tuple(Decision.Kind.LEARNING_RATE, "halver", "half (0.5000 → 0.2500)"));
        }
    }

    static final class NeedsWeights {
        @OnEpochEnd
        void end(Weights weights) {
            weights.snapshot();
        }
    }

    static final class Halver {
        @OnEpochEnd
        void half(LearningRate rate) {
            rate.set(rate.get() / 2, "half");
        }
    }

    static final class RateReader {
        final List<Double> rates = new ArrayList<>();

        @OnStep
        void read(@Metric("lr") double rate) {
            rates.add(rate);
        }
    }
}
