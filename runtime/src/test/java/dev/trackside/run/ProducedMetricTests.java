package dev.trackside.run;

import static dev.trackside.run.CallbackRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnEpochEnd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Metrics that callbacks compute of others, for others. */
class ProducedMetricTests {

    @Nested
    class AProducedMetric {

        @Test
        void isSeenByLaterHandlersOfTheSameEvent() {
            List<Double> seen = new ArrayList<>();
            run().attach(new SampleCallbacks.Doubler())
                    .attach(new Reader(seen))
                    .produces("loss")
                    .epochs(2)
                    .train(CallbackRuns::epochs);

            assertThat(seen).containsExactly(2.0, 2.0);
        }

        @Test
        void isNotComputedIfNobodyTakesIt() {
            SampleCallbacks.Doubler doubler = new SampleCallbacks.Doubler();
            run().attach(doubler).produces("loss").epochs(2).train(CallbackRuns::epochs);

            assertThat(doubler.calls).isZero();
        }

        @Test
        void isComputedForWhoTakesAll() {
            SampleCallbacks.Doubler doubler = new SampleCallbacks.Doubler();
            List<Metrics> all = new ArrayList<>();
            run().attach(doubler)
                    .attach(new TakesAll(all))
                    .produces("loss")
                    .epochs(1)
                    .train(CallbackRuns::epochs);

            assertThat(all).singleElement().satisfies(metrics -> assertThat(metrics.toMap())
                    .containsEntry("double_loss", 2.0)
                    .containsEntry("loss", 1.0));
        }

        @Test
        void ofOneNameByTwoIsAnError() {
            assertThatThrownBy(() -> run().attach(new SampleCallbacks.Doubler())
                            .attach("second", new SampleCallbacks.Doubler())
                            .produces("loss")
                            .epochs(1)
                            .train(CallbackRuns::epochs))
                    .hasMessageContaining("double_loss is produced by doubler and by second");
        }
    }

    static final class Reader {
        private final List<Double> seen;

        Reader(List<Double> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void read(@Metric("double_loss") double value) {
            seen.add(value);
        }
    }

    static final class TakesAll {
        private final List<Metrics> seen;

        TakesAll(List<Metrics> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void read(Metrics metrics) {
            seen.add(metrics.snapshot());
        }
    }
}
