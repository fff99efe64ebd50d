package dev.trackside.plugin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of scikit-learn's documentation, with its results, and corner cases worked out by hand from its definitions. */
class ScikitLearnAgreementTests {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Nested
    class OfAClassification {

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({
            "val_accuracy, 0.333333333333333",
            "val_macro_precision, 0.222222222222222",
            "val_micro_precision, 0.333333333333333",
            "val_weighted_precision, 0.222222222222222",
            "val_class0_precision, 0.666666666666667",
            "val_class1_precision, 0",
            "val_macro_recall, 0.333333333333333",
            "val_micro_recall, 0.333333333333333",
            "val_weighted_recall, 0.333333333333333",
            "val_macro_f1, 0.266666666666667",
            "val_micro_f1, 0.333333333333333",
            "val_weighted_f1, 0.266666666666667",
            "val_class0_f1, 0.8",
            "val_f1, 0.266666666666667",
        })
        void ofThreeClasses(String metric, double expected) {
            double value = Given.ofClasses(metric, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1});

            assertThat(value).isCloseTo(expected, EXACTLY);
        }

        @Test
        void aBalancedAccuracyIsTheMeanRecall() {
            assertThat(Given.ofClasses(
                            "val_balanced_accuracy", new int[] {0, 1, 0, 0, 1, 0}, new int[] {0, 1, 0, 0, 0, 1}))
                    .isCloseTo(0.625, EXACTLY);
        }

        @Test
        void matthewsCoefficient() {
            assertThat(Given.ofClasses("val_matthews", new int[] {1, 1, 1, 0}, new int[] {1, 0, 1, 1}))
                    .isCloseTo(-1 / 3.0, EXACTLY);
            assertThat(Given.ofClasses("val_matthews", new int[] {1, 1}, new int[] {1, 1}))
                    .as("of one class alone")
                    .isZero();
        }

        @ParameterizedTest(name = "of {0}")
        @CsvSource({
            "val_macro_recall, 0.25",
            "val_weighted_recall, 0.5",
            "val_balanced_accuracy, 0.5",
            "val_class2_recall, 0"
        })
        void aClassThatIsOnlyPredictedCountsInAveragesOverClasses(String metric, double expected) {
            // Class 0 is always true; class 2 is predicted by mistake; class 1 is in neither, so it does not count.
            assertThat(Given.ofClasses(metric, new int[] {0, 0}, new int[] {0, 2}))
                    .isCloseTo(expected, EXACTLY);
        }

        @ParameterizedTest(name = "top {0}: {1}")
        @CsvSource({"1, 0.5", "2, 0.75", "3, 1"})
        void theTrueClassIsAmongTheFirst(int k, double expected) {
            double[][] scores = {{0.5, 0.2, 0.2}, {0.3, 0.4, 0.2}, {0.2, 0.4, 0.3}, {0.7, 0.2, 0.1}};

            assertThat(Given.ofOutputs("val_top" + k + "_accuracy", new double[] {0, 1, 2, 2}, scores))
                    .hasValue(expected);
        }

        @Test
        void ofEqualScoresTheLaterClassComesFirst() {
            assertThat(Given.ofOutputs("val_top1_accuracy", new double[] {0}, new double[][] {{0.5, 0.5}}))
                    .hasValue(0);
            assertThat(Given.ofOutputs("val_top1_accuracy", new double[] {1}, new double[][] {{0.5, 0.5}}))
                    .hasValue(1);
        }

        @Test
        void logLossAndPerplexity() {
            double[][] probabilities = {{0.1, 0.9}, {0.9, 0.1}, {0.8, 0.2}, {0.35, 0.65}};
            double[] labels = {1, 0, 0, 1};

            assertThat(Given.ofOutputs("val_log_loss", labels, probabilities).orElseThrow())
                    .isCloseTo(0.21616187468057912, EXACTLY);
            assertThat(Given.ofOutputs("val_perplexity", labels, probabilities).orElseThrow())
                    .isCloseTo(Math.exp(0.21616187468057912), EXACTLY);
        }

        @Test
        void aWrongCertaintyDoesNotMakeTheLossInfinite() {
            assertThat(Given.ofOutputs("val_log_loss", new double[] {1}, new double[][] {{1, 0}})
                            .orElseThrow())
                    .isCloseTo(-Math.log(Math.ulp(1.0)), EXACTLY);
        }
    }

    @Nested
    class OfTheAreaUnderTheCurve {

        @ParameterizedTest(name = "from {0}")
        @CsvSource({"one output, 1", "two outputs, 2"})
        void ofTwoClasses(String what, int width) {
            double[] scores = {0.1, 0.4, 0.35, 0.8};
            double[][] outputs = new double[4][];
            for (int i = 0; i < 4; i++) {
                outputs[i] = width == 1 ? new double[] {scores[i]} : new double[] {1 - scores[i], scores[i]};
            }

            assertThat(Given.ofOutputs("val_roc_auc", new double[] {0, 0, 1, 1}, outputs))
                    .hasValue(0.75);
        }

        @Test
        void tiesCountHalf() {
            double[][] outputs = {{0.5}, {0.5}, {0.5}, {0.9}};

            // Of the four pairs one is right and, by ties, one and a half are: (1 + 1 + 0.5 + 0.5) / 4.
            assertThat(Given.ofOutputs("val_roc_auc", new double[] {0, 0, 1, 1}, outputs))
                    .hasValue(0.75);
        }

        @Test
        void ofSeveralClassesIsTheMeanOfEachAgainstTheRest() {
            double[] labels = {0, 1, 2, 0};
            double[][] outputs = {{0.6, 0.3, 0.1}, {0.5, 0.4, 0.1}, {0.1, 0.2, 0.7}, {0.4, 0.5, 0.1}};

            // Class 0: pairs (0.6, 0.4) over (0.5, 0.1) are 3 of 4; class 1: 0.4 over 0.3, 0.2, not over 0.5: 2 of 3;
            // class 2: 3 of 3.
            assertThat(Given.ofOutputs("val_roc_auc", labels, outputs).orElseThrow())
                    .isCloseTo((0.75 + 2 / 3.0 + 1) / 3, EXACTLY);
            assertThat(Given.ofOutputs("val_weighted_roc_auc", labels, outputs).orElseThrow())
                    .isCloseTo((2 * 0.75 + 2 / 3.0 + 1) / 4, EXACTLY);
        }

        @Test
        void isNotDefinedForOneClassAlone() {
            assertThat(Given.ofOutputs("val_roc_auc", new double[] {1, 1}, new double[][] {{0.1}, {0.9}}))
                    .isEmpty();
            assertThat(Given.ofOutputs(
                            "val_roc_auc", new double[] {0, 1}, new double[][] {{0.6, 0.3, 0.1}, {0.2, 0.7, 0.1}}))
                    .as("class 2 is never true")
                    .isEmpty();
        }

        @Test
        void isNotDefinedForScoresThatAreNoNumbers() {
            assertThat(Given.ofOutputs("val_roc_auc", new double[] {0, 1}, new double[][] {{0.5}, {Double.NaN}}))
                    .isEmpty();
        }
    }

    @Nested
    class OfARegression {

        private final double[] truths = {3, -0.5, 2, 7};
        private final double[] predictions = {2.5, 0.0, 2, 8};

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({
            "val_mae, 0.5",
            "val_mse, 0.375",
            "val_rmse, 0.6123724356957945",
            "val_r2, 0.9486081370449679",
            "val_explained_variance, 0.9571734475374732",
            "val_mape, 0.3273809523809524",
            "val_max_error, 1",
            "val_median_absolute_error, 0.5",
        })
        void ofFourExamples(String metric, double expected) {
            assertThat(RegressionMetric.parse(metric).of(truths, predictions)).isCloseTo(expected, EXACTLY);
        }

        @ParameterizedTest(name = "{0} of predictions {1} and {2}: {3}")
        @CsvSource({
            "val_r2, 5, 5, 1",
            "val_r2, 5, 6, 0",
            "val_explained_variance, 6, 6, 1",
            "val_explained_variance, 5, 6, 0",
        })
        void ofTruthsThatAreAllTheSame(String metric, double first, double second, double expected) {
            assertThat(RegressionMetric.parse(metric).of(new double[] {5, 5}, new double[] {first, second}))
                    .isEqualTo(expected);
        }

        @Test
        void aSingleExampleHasNoCoefficientOfDetermination() {
            assertThat(RegressionMetric.R2.of(new double[] {1}, new double[] {2}))
                    .isNaN();
        }

        @Test
        void aTruthOfZeroDoesNotDivide() {
            assertThat(RegressionMetric.MAPE.of(new double[] {0}, new double[] {1}))
                    .isEqualTo(1 / Math.ulp(1.0));
        }

        @Test
        void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
            assertThat(RegressionMetric.MEDIAN_ABSOLUTE_ERROR.of(new double[4], new double[] {1, 2, 4, 9}))
                    .isEqualTo(3);
        }
    }
}
