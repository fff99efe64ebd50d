package dev.trackside.plugin.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attachment;
import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Run;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientsTests {

    private static Simulation growing() {
        return Simulation.epochs(1).batches(4).metric("loss", 1).gradients(step -> step + 1);
    }

    /** Clips the first batches only. */
    static final class ClippingForAWhile {
        private Attachment hook;

        @OnTrainBegin
        void begin(Run run) {
            GradientClip clip = new GradientClip();
            clip.maxNorm = 0.5;
            hook = run.attach(clip);
        }

        @OnBatchEnd(at = 2)
        void enough() {
            hook.detach();
        }
    }

    static final class Taker {
        final List<Double> norms = new ArrayList<>();

        @OnBatchEnd
        void take(@Metric("grad_norm") double norm) {
            norms.add(norm);
        }
    }

    static final class TensorTaker {
        final List<Double> norms = new ArrayList<>();

        @OnBatchEnd
        void take(@Metric("grad_norm/weights") double norm) {
            norms.add(norm);
        }
    }

    @Nested
    class Clips {

        @ParameterizedTest(name = "by {0}")
        @ValueSource(strings = {"max-norm", "max-value"})
        void whatIsTooLarge(String option) {
            SimulatedRun run = growing()
                    .attach(new GradientClip())
                    .option("gradient-clip." + option, 2.5)
                    .run();

            assertThat(run.gradientNorms()).containsExactly(1.0, 2.0, 2.5, 2.5);
        }

        @Test
        void untilItsHookIsRemoved() {
            SimulatedRun run = growing().attach(new ClippingForAWhile()).run();

            assertThat(run.gradientNorms()).containsExactly(0.5, 0.5, 3.0, 4.0);
        }

        @Test
        void notWhatHasNoNorm() {
            SimulatedRun run = Simulation.epochs(1)
                    .metric("loss", 1)
                    .gradients(Double.NaN)
                    .attach(new GradientClip())
                    .option("gradient-clip.max-norm", 1)
                    .run();

            assertThat(run.gradientNorms()).singleElement().isEqualTo(Double.NaN);
        }
    }

    @Nested
    class Measures {

        @Test
        void theNormBeforeItIsClipped() {
            Taker taker = new Taker();

            growing()
                    .attach(new GradientNorm())
                    .attach(new GradientClip())
                    .option("gradient-clip.max-norm", 1)
                    .attach(taker)
                    .run();

            assertThat(taker.norms).containsExactly(1.0, 2.0, 3.0, 4.0);
        }

        @Test
        void everyFewBatches() {
            Taker taker = new Taker();

            growing()
                    .attach(new GradientNorm())
                    .option("gradient-norm.every", 2)
                    .attach(taker)
                    .run();

            assertThat(taker.norms).containsExactly(2.0, 4.0);
        }

        @Test
        void aTensorByName() {
            TensorTaker taker = new TensorTaker();

            growing()
                    .attach(new GradientNorm())
                    .option("gradient-norm.metrics", List.of("grad_norm/weights"))
                    .attach(taker)
                    .run();

            assertThat(taker.norms).containsExactly(1.0, 2.0, 3.0, 4.0);
        }
    }

    @Nested
    class Refuses {

        @Test
        void anEngineWithoutGradients() {
            assertThatThrownBy(() -> Simulation.epochs(1)
                            .attach(new GradientClip())
                            .option("gradient-clip.max-norm", 1)
                            .run())
                    .hasMessageContaining("gradient-clip")
                    .hasMessageContaining("Gradients")
                    .hasMessageContaining("simulation");
        }

        @Test
        void toClipToNothing() {
            assertThat(growing().attach(new GradientClip()).runAndFail().failure())
                    .hasMessageContaining("Set max-norm");
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({"max-norm, 0", "max-norm, -1", "max-value, NaN", "max-value, Infinity"})
        void aBoundThatIsNone(String option, double bound) {
            SimulatedRun run = growing()
                    .attach(new GradientClip())
                    .option("gradient-clip." + option, bound)
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining(option).hasMessageContaining("above 0");
        }

        @Test
        void aTensorThatIsNotThere() {
            SimulatedRun run = growing()
                    .attach(new GradientNorm())
                    .option("gradient-norm.metrics", List.of("grad_norm/weights", "grad_norm/bias"))
                    .attach(new TensorTaker())
                    .runAndFail();

            assertThat(run.failure())
                    .hasStackTraceContaining("There are no gradients of bias. There are those of weights.");
        }

        @Test
        void aMetricThatIsNoNorm() {
            SimulatedRun run = growing()
                    .attach(new GradientNorm())
                    .option("gradient-norm.metrics", List.of("norm"))
                    .runAndFail();

            assertThat(run.failure())
                    .hasMessageContaining("cannot measure norm")
                    .hasMessageContaining("grad_norm/NAME");
        }
    }
}
