package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trackside.Checkpoint;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FakeCapabilitiesTests {

    @Nested
    class TheWeights {

        private final FakeWeights weights = FakeWeights.of(1, 2, 3);

        @Test
        void areRestoredAsTheyWere() {
            Weights.Snapshot snapshot = weights.snapshot();
            weights.set(7, 8, 9);

            weights.restore(snapshot, "were better");

            assertThat(weights.values()).containsExactly(1, 2, 3);
            assertThat(weights.restores()).containsExactly("were better");
            assertThat(FakeWeights.valuesOf(snapshot)).containsExactly(1, 2, 3);
        }

        @Test
        void areReadAndWrittenAsOneTensor() {
            Tensor tensor = weights.tensors().get(0);
            tensor.write(new double[] {4, 5, 6});

            assertThat(weights.values()).containsExactly(4, 5, 6);
            assertThat(tensor.read()).containsExactly(4, 5, 6);
            assertThat(tensor.shape()).containsExactly(3);
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.write(new double[] {1}));
        }

        @Test
        void refuseASnapshotOfAnotherModel() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weights.restore(FakeWeights.of(1).snapshot()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weights.restore(new Weights.Snapshot(new byte[] {1, 2})));
        }
    }

    @Nested
    class TheGradients {

        @Test
        void areScaledAndClipped() {
            FakeGradients gradients = FakeGradients.of(3, -4);
            gradients.scale(2);

            assertThat(gradients.clipByNorm(5)).isEqualTo(10);
            assertThat(gradients.values()).containsExactly(3, -4);
            gradients.clipByValue(3.5);
            assertThat(gradients.values()).containsExactly(3, -3.5);
            assertThatIllegalArgumentException().isThrownBy(() -> gradients.scale(Double.NaN));
        }

        @Test
        void mayBeNoNumbers() {
            assertThat(FakeGradients.of(1, Double.NaN).norm()).isNaN();
        }
    }

    @Nested
    class TheLearningRate {

        @Test
        void remembersHowItWasSet() {
            FakeLearningRate rate = FakeLearningRate.of(0.1);
            rate.set(0.05, "halved");

            assertThat(rate.get()).isEqualTo(0.05);
            assertThat(rate.changes()).containsExactly(new FakeLearningRate.Change(0.05, "halved"));
        }

        @Test
        void refusesWhatIsNone() {
            FakeLearningRate rate = FakeLearningRate.of(0);

            assertThatIllegalArgumentException().isThrownBy(() -> rate.set(-0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> rate.set(Double.NaN));
            assertThatIllegalArgumentException().isThrownBy(() -> FakeLearningRate.of(Double.POSITIVE_INFINITY));
            assertThat(rate.changes()).isEmpty();
        }
    }

    @Nested
    class ThePredictions {

        @Test
        void fitTogether() {
            FakePredictions predictions = FakePredictions.of(new double[] {1}, new double[][] {{0.3, 0.7}});

            assertThat(predictions.output(0, 1)).isEqualTo(0.7);
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> predictions.label(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FakePredictions.of(new double[] {1, 0}, new double[][] {{0.3, 0.7}, {1}}));
            assertThatIllegalArgumentException().isThrownBy(() -> FakePredictions.of(new double[0], new double[0][]));
        }
    }

    @Nested
    class TheCheckpoints {

        private final FakeCheckpoints checkpoints = new FakeCheckpoints();

        @Test
        void areTakenWhenTheTestSaysSo() {
            checkpoints.request("last");
            checkpoints.request("best");

            assertThat(checkpoints.saved()).isEmpty();
            assertThat(checkpoints.requests()).containsExactly("last", "best");

            List<Checkpoint> taken = checkpoints.take(0, 10, Map.of("val_loss", 0.5));

            assertThat(taken).extracting(Checkpoint::name).containsExactly("last", "best");
            assertThat(checkpoints.saved()).isEqualTo(taken);
            assertThat(checkpoints.requests()).isEmpty();
        }

        @Test
        void ofTheSameNameAreReplaced() {
            checkpoints.request("last");
            checkpoints.take(0, 10, Map.of());
            checkpoints.request("last");
            checkpoints.take(1, 20, Map.of());

            assertThat(checkpoints.saved()).extracting(Checkpoint::step).containsExactly(20L);
        }

        @Test
        void areDeletedOnlyIfTheyAreTheRunsOwn() {
            checkpoints.request("last");
            Checkpoint checkpoint = checkpoints.take(0, 10, Map.of()).get(0);
            checkpoints.delete(checkpoint);

            assertThat(checkpoints.deleted()).containsExactly(checkpoint);
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.delete(checkpoint));
            assertThatIllegalArgumentException().isThrownBy(() -> checkpoints.request(".hidden"));
        }
    }
}
