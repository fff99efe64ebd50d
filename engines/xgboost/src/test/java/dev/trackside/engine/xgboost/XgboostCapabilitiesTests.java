package dev.trackside.engine.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.LearningRate;
import dev.trackside.Weights;
import dev.trackside.engine.common.Split;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class XgboostCapabilitiesTests {

    private static final Split DATA = Tables.classes(120);

    private final XgboostEngine engine = Tables.classifier(DATA).build();

    @Nested
    class Trees {

        private final Weights weights = (Weights) engine.offers().get(Weights.class);

        @Test
        void arePutBackIntoTheSameBooster() throws Exception {
            Booster booster = engine.booster();
            rounds(3);
            Weights.Snapshot best = weights.snapshot();
            double[] then = engine.predict(1, 2, 3, 4);
            rounds(4);

            weights.restore(best, "test");

            assertThat(engine.booster()).isSameAs(booster);
            assertThat(booster.getNumBoostedRound()).isEqualTo(3);
            assertThat(weights.snapshot()).isEqualTo(best);
            assertThat(engine.predict(1, 2, 3, 4)).isEqualTo(then);
        }

        @Test
        void areGrownOnAfterwardsWithParametersAndLearningRateAsTheyWere() throws Exception {
            LearningRate rate = (LearningRate) engine.offers().get(LearningRate.class);
            rounds(2);
            Weights.Snapshot two = weights.snapshot();
            rate.set(0);
            weights.restore(two, "test");
            double[] before = engine.predict(1, 2, 3, 4);
            rounds(2);

            assertThat(engine.booster().getNumBoostedRound()).isEqualTo(4);
            assertThat(engine.predict(1, 2, 3, 4)).isEqualTo(before);
        }

        @Test
        void areNoTensors() {
            assertThat(weights.tensors()).isEmpty();
        }

        @Test
        void areNotTakenFromAnotherKindOfModel() {
            XgboostEngine other = Tables.regressor(Tables.quantities(60)).build();
            Weights.Snapshot others = ((Weights) other.offers().get(Weights.class)).snapshot();

            assertThatThrownBy(() -> weights.restore(others, "test"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the objective of the saved model is reg:squarederror, but that of this run's model is multi:softprob");
        }

        @Test
        void areNotTakenFromBytesOfSomethingElse() {
            rounds(2);
            double[] before = engine.predict(1, 2, 3, 4);
            byte[] whole = weights.snapshot().bytes();
            byte[] cut = Arrays.copyOf(whole, whole.length / 2);

            assertThatThrownBy(() -> weights.restore(new Weights.Snapshot(new byte[3]), "test"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> weights.restore(new Weights.Snapshot("something else".getBytes()), "test"))
                    .hasMessage("this is not a snapshot of an xgboost model");
            assertThatThrownBy(() -> weights.restore(new Weights.Snapshot(cut), "test"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("XGBoost could not read the saved model");
            assertThat(engine.predict(1, 2, 3, 4)).isEqualTo(before);
        }
    }

    @Nested
    class TheLearningRate {

        private final LearningRate rate = (LearningRate) engine.offers().get(LearningRate.class);

        @Test
        void isThatOfTheParametersAtFirst() {
            assertThat(rate.get()).isEqualTo(0.3);
            LearningRate other = (LearningRate) Tables.classifier(DATA)
                    .parameter("learning_rate", "0.05")
                    .build()
                    .offers()
                    .get(LearningRate.class);
            assertThat(other.get()).isEqualTo(0.05);
        }

        @Test
        void scalesTheLeavesOfTheNextRound() throws Exception {
            rate.set(0.6);
            rounds(1);
            XgboostEngine half = Tables.classifier(DATA).build();
            XgboostTests.train(half, 1, new MetricWatch());

            assertThat(firstLeaf(engine)).isEqualTo(2 * firstLeaf(half));
        }

        @Test
        void isNeitherNegativeNorInfinite() {
            for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> rate.set(wrong)).isInstanceOf(IllegalArgumentException.class);
            }
        }

        private static float firstLeaf(XgboostEngine engine) throws Exception {
            String dump = engine.booster().getModelDump("", false)[0];
            return Float.parseFloat(dump.lines()
                    .filter(line -> line.contains("leaf="))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst(".*leaf=", ""));
        }
    }

    @Nested
    class Memory {

        @Test
        void isFreedOnceTheEngineIsClosed() {
            engine.close();

            assertThatThrownBy(() -> engine.predict(1, 2, 3, 4)).hasMessageContaining("already been disposed");
        }
    }

    private void rounds(int count) {
        XgboostTests.train(engine, count, new MetricWatch());
    }
}
