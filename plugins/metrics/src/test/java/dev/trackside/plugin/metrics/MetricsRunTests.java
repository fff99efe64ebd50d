package dev.trackside.plugin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsRunTests {

    private static final double[] LABELS = {0, 1, 1};
    private static final double[][] OUTPUTS = {{0.8, 0.2}, {0.4, 0.6}, {0.9, 0.1}};

    private static Simulation classifying() {
        return Simulation.epochs(2)
                .metric("loss", 2, 1)
                .validationBatches(2)
                .predictions(LABELS, OUTPUTS)
                .attach(new ClassificationMetrics());
    }

    /** A decider in any other jar. */
    static final class Taker {
        final List<Double> seen = new ArrayList<>();

        @OnEpochEnd
        void take(@Metric("val_f1") double f1) {
            seen.add(f1);
        }
    }

    /** A reporter that takes whatever there is. */
    static final class Reporter {
        Map<String, Double> last = Map.of();

        @OnEpochEnd
        void take(Metrics metrics) {
            last = metrics.toMap();
        }
    }

    static final class Smoothed {
        final List<Double> seen = new ArrayList<>();

        @OnBatchEnd
        void take(@Metric("running_loss") double loss) {
            seen.add(loss);
        }
    }

    @Nested
    class InARun {

        @Test
        void othersUseThemByName() {
            Taker taker = new Taker();

            classifying().attach(taker).run();

            // Class 0: 2 true, 4 predicted, 2 right; class 1: 4 true, 2 predicted, 2 right: 2 * 2 / 6 each.
            assertThat(taker.seen).containsExactly(2 / 3.0, 2 / 3.0);
        }

        @Test
        void theConfusionMatrixIsATable() throws Exception {
            SimulatedRun run = classifying().run();

            assertThat(run.artifacts()).singleElement().satisfies(artifact -> {
                assertThat(artifact.name()).isEqualTo("confusion-matrix");
                assertThat(Files.readAllLines(artifact.file()))
                        .containsExactly("true,predicted_0,predicted_1", "0,2,0", "1,2,2");
            });
        }

        @Test
        void aRegressionIsMeasured() {
            Reporter reporter = new Reporter();

            Simulation.epochs(1)
                    .metric("loss", 1)
                    .predictions(new double[] {1, 2}, new double[][] {{1.5}, {2}})
                    .attach(new RegressionMetrics())
                    .attach(reporter)
                    .run();

            assertThat(reporter.last)
                    .containsEntry("val_mae", 0.25)
                    .containsEntry("val_rmse", Math.sqrt(0.125))
                    .containsEntry("val_r2", 0.5);
        }

        @Test
        void aMeanRunsOnOverEpochs() {
            Smoothed smoothed = new Smoothed();
            double[] losses = {4, 2, Double.NaN, 0};

            Simulation.epochs(2)
                    .batches(2)
                    .metric("loss", (epoch, batch) -> losses[2 * epoch + batch])
                    .attach(new RunningMean())
                    .option("running-mean.alpha", 0.5)
                    .attach(smoothed)
                    .run();

            assertThat(smoothed.seen).containsExactly(4.0, 3.0, 3.0, 1.5);
        }

        @Test
        void aClassThatIsNeverTrueLeavesTheAreaOut() {
            Reporter reporter = new Reporter();

            Simulation.epochs(1)
                    .metric("loss", 1)
                    .predictions(new double[] {1}, new double[][] {{0.3, 0.7}})
                    .attach(new ClassificationMetrics())
                    .option("classification-metrics.metrics", List.of("val_roc_auc", "val_log_loss"))
                    .attach(reporter)
                    .run();

            assertThat(reporter.last).doesNotContainKey("val_roc_auc");
            assertThat(reporter.last.get("val_log_loss")).isCloseTo(-Math.log(0.7), within(1e-12));
        }
    }

    @Nested
    class Refuses {

        @Test
        void anEngineWithoutPredictions() {
            assertThatThrownBy(() -> Simulation.epochs(1)
                            .attach(new ClassificationMetrics())
                            .run())
                    .hasMessageContaining("classification-metrics")
                    .hasMessageContaining("Predictions")
                    .hasMessageContaining("simulation");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "f1",
                    "val_f2",
                    "val_top0_accuracy",
                    "val_top5_f1",
                    "val_class2_accuracy",
                    "val_micro_roc_auc",
                    "val_macro_accuracy"
                })
        void aNameThatIsNoMetric(String name) {
            SimulatedRun run = classifying()
                    .option("classification-metrics.metrics", List.of(name))
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining(name).hasMessageContaining("balanced_accuracy");
        }

        @Test
        void targetsThatAreNoClasses() {
            SimulatedRun run = Simulation.epochs(1)
                    .metric("loss", 1)
                    .predictions(new double[] {1.5}, new double[][] {{1}})
                    .attach(new ClassificationMetrics())
                    .runAndFail();

            assertThat(run.failure()).hasStackTraceContaining("regression-metrics");
        }

        @Test
        void aMeasureThatIsNoneOfARegression() {
            SimulatedRun run = Simulation.epochs(1)
                    .predictions(new double[] {1}, new double[][] {{1}})
                    .attach(new RegressionMetrics())
                    .option("regression-metrics.metrics", List.of("val_r3"))
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("val_r3").hasMessageContaining("val_r2");
        }
    }
}
