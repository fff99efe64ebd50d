package dev.trackside.engine.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Split;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.testkit.RecordingConsole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XgboostTests {

    private static final Split CLASSES = Tables.classes(120);
    private static final Split QUANTITIES = Tables.quantities(120);

    @Nested
    class Records {

        @Test
        void theNamesOfXgboostAndThoseOfEveryEngineForClasses() {
            assertThat(Tables.classifier(CLASSES).metrics("auc").build().metrics())
                    .containsExactly(
                            "loss",
                            "accuracy",
                            "mlogloss",
                            "merror",
                            "auc",
                            "val_loss",
                            "val_accuracy",
                            "val_mlogloss",
                            "val_merror",
                            "val_auc");
        }

        @Test
        void theNamesOfXgboostAndThoseOfEveryEngineForQuantities() {
            assertThat(Xgboost.regressor(QUANTITIES.train()).build().metrics())
                    .containsExactly("loss", "rmse", "mae", "r2");
        }

        @Test
        void theMetricOfTheObjectiveAsLoss() {
            MetricWatch watch = watch(Tables.regressor(QUANTITIES)
                    .parameter("objective", "reg:tweedie")
                    .metrics("rmse", "error@0.7"));

            assertThat(watch.last("val_loss")).isEqualTo(watch.last("val_tweedie-nloglik@1.5"));
            assertThat(watch.last("error@0.7")).isNotNull();
        }

        @Test
        void valuesThatFollowFromXgboostsOwn() {
            MetricWatch classes = watch(Tables.classifier(CLASSES));
            MetricWatch quantities = watch(Tables.regressor(QUANTITIES));

            assertThat(classes.last("val_accuracy")).isEqualTo(1 - classes.last("val_merror"));
            double variance = variance(QUANTITIES.validation().targets());
            double rmse = quantities.last("val_rmse");
            assertThat(quantities.last("val_r2")).isCloseTo(1 - rmse * rmse / variance, within(1e-5));
        }

        private static MetricWatch watch(Xgboost xgboost) {
            MetricWatch watch = new MetricWatch();
            train(xgboost.build(), 3, watch);
            return watch;
        }

        private static double variance(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            return Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
        }
    }

    @Nested
    class GrowsTheTrees {

        @Test
        void thatXgboostsOwnLoopGrows() throws Exception {
            XgboostEngine engine =
                    Tables.classifier(CLASSES).parameter("max_depth", 3).build();
            train(engine, 8, new MetricWatch());

            Booster own = XGBoost.train(
                    Matrices.of(CLASSES.train()),
                    Map.of("objective", "multi:softprob", "num_class", 3, "max_depth", 3, "nthread", 1, "seed", 5),
                    8,
                    Map.of(),
                    null,
                    null);

            assertThat(engine.booster().getModelDump("", true)).isEqualTo(own.getModelDump("", true));
        }

        @Test
        void onMatricesOfTheUsersOwn() throws Exception {
            DMatrix train = Matrices.of(QUANTITIES.train());
            train.setFeatureNames(new String[] {"age", "bmi", "bp", "s1", "s2"});
            XgboostEngine engine = Xgboost.on(train)
                    .parameters(Map.of("objective", "reg:pseudohubererror", "nthread", 1))
                    .build();

            RunResult result = train(engine, 5, new MetricWatch());
            engine.close();

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(train.rowNum()).as("not disposed of").isEqualTo(90);
        }

        @Test
        void ofRankingsToo() throws Exception {
            DMatrix train = Matrices.of(CLASSES.train());
            float[] relevant = train.getLabel();
            for (int row = 0; row < relevant.length; row++) {
                relevant[row] = Math.min(relevant[row], 1);
            }
            train.setLabel(relevant);
            train.setGroup(new int[] {40, 50});
            XgboostEngine engine = Xgboost.on(train)
                    .parameter("objective", "rank:ndcg")
                    .parameter("nthread", 1)
                    .metrics("map")
                    .build();

            assertThat(engine.metrics()).containsExactly("loss", "ndcg@32", "map");
            assertThat(train(engine, 3, new MetricWatch()).outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @Test
        void toPredictWith() {
            XgboostEngine engine = Tables.classifier(CLASSES).build();
            train(engine, 20, new MetricWatch());

            double[] probabilities = engine.predict(3, 0, 0, 0);
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-6));
            assertThat(probabilities[0]).isGreaterThan(0.5);
            assertThatThrownBy(() -> engine.predict(1, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 features, but the model takes 4");
        }
    }

    @Nested
    class TakesZero {

        @Test
        void forAValueAndNotForAMissingOne() {
            // Only the zero of the feature tells the classes apart.
            double[][] features = {{0, 1}, {0, 2}, {0, 3}, {1, 1}, {1, 2}, {1, 3}};
            Dataset data = Dataset.regression(features, new double[] {5, 5, 5, 1, 1, 1});
            XgboostEngine engine = Xgboost.regressor(data)
                    .parameter("nthread", 1)
                    .parameter("min_child_weight", 0)
                    .build();
            train(engine, 30, new MetricWatch());

            assertThat(engine.predict(0, 2)[0]).isCloseTo(5, within(0.01));
            assertThat(engine.predict(1, 2)[0]).isCloseTo(1, within(0.01));
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "max_depht | 3 | XGBoost has no parameter 'max_depht' and would ignore it; there are [",
                    "seed | 1 | 'seed' is not to be set: the seed of the run is used",
                    "num_class | 3 | 'num_class' is not to be set: it is counted in the data, or set by classes(n)",
                    "objective | multi:softmax | objective: 'multi:softmax' is not among multi:softprob; multi:softprob grows the same trees and gives probabilities",
                    "objective | rank:ndcg | objective: 'rank:ndcg' is not among multi:softprob; others are for matrices of your own, Xgboost.on(...)",
                    "booster | gblinear | booster: 'gblinear' is not among dart, gbtree",
                    "eta | fast | eta: 'fast' is not a number",
                    "eta | -1 | eta: -1 is negative or not finite",
                })
        void whatWouldNotTrainAsAsked(String name, String value, String message) {
            assertThatThrownBy(() ->
                            Tables.classifier(CLASSES).parameter(name, value).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(message);
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "max_depth | -3 | value -3 for Parameter max_depth should be greater equal to 0",
                    "max_depth | 3.5 | Invalid Parameter format for max_depth expect int but value='3.5'",
                    "subsample | 2 | value 2 for Parameter subsample exceed bound [0,1]",
                    "tree_method | best | Invalid Input: 'best', valid values are: {'approx', 'auto', 'exact', 'gpu_hist', 'hist'}",
                })
        void whatXgboostRefusesInItsWordsWithoutItsStackTrace(String name, String value, String message) {
            assertThatThrownBy(() ->
                            Tables.classifier(CLASSES).parameter(name, value).build())
                    .isInstanceOf(TracksideException.class)
                    .hasMessage("XGBoost could not take these parameters: " + message);
        }

        @Test
        void aMetricThatXgboostDoesNotKnow() {
            assertThatThrownBy(
                            () -> Tables.classifier(CLASSES).metrics("acuracy").build())
                    .isInstanceOf(TracksideException.class)
                    .hasMessage("XGBoost could not take these parameters: Unknown metric function acuracy");
        }

        @Test
        void labelsThatTheObjectiveCannotLearn() {
            Dataset data = Dataset.regression(new double[][] {{1}, {2}, {3}}, new double[] {1, -1, 2});
            XgboostEngine engine =
                    Xgboost.regressor(data).parameter("objective", "reg:gamma").build();

            assertThatThrownBy(() -> train(engine, 1, new MetricWatch()))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining(
                            "XGBoost could not train round 1: label must be positive for gamma regression.");
        }

        @Test
        void dataForTheOtherTask() {
            assertThatThrownBy(() -> Xgboost.regressor(CLASSES.train()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the data are for classification: use Xgboost.classifier");
        }
    }

    @Test
    void tellsItsSettings() {
        XgboostEngine engine = Tables.classifier(CLASSES)
                .parameter("learning_rate", 0.1)
                .parameter("max_depth", 4)
                .build();

        assertThat(engine.parameters())
                .containsEntry("data.train-examples", "90")
                .containsEntry("data.validation-examples", "30")
                .containsEntry("data.features", "4")
                .containsEntry("data.classes", "3")
                .containsEntry("model.objective", "multi:softprob")
                .containsEntry("model.eta", "0.1")
                .containsEntry("model.max_depth", "4")
                .containsEntry("model.eval_metric", "mlogloss, merror");
        assertThat(engine.sharedPackages()).isEqualTo(List.of("ml.dmlc.xgboost4j", "dev.trackside.engine.xgboost"));
    }

    static RunResult train(XgboostEngine engine, int rounds, Object callback) {
        return Trackside.run("boost")
                .withoutConfig()
                .withoutDiscovery()
                .console(RecordingConsole.plain())
                .attach(callback)
                .epochs(rounds)
                .seed(5)
                .train(engine);
    }
}
