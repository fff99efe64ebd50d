package dev.trackside.plugin.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Attachment;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnTrainBegin;
import dev.trackside.Run;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTests {

    private static final Simulation SIMULATION = Simulation.epochs(2)
            .batches(10)
            .secondsPerBatch(0.05)
            .metric("loss", (epoch, batch) -> batch)
            .metric("val_loss", 0.5, 0.25)
            .learningRate(0.1);

    private static Simulation simulation() {
        return SIMULATION.attach(new ProgressBar());
    }

    /** Stands for the log plugin, which is known by its id. */
    static final class Log {
        @OnEpochBegin
        void epoch() {}
    }

    @Nested
    class InATerminal {

        private final Simulation simulation = simulation().terminal(80);

        @Test
        void aBarWithSpeedTimeLeftAndMeansIsShown() {
            assertThat(simulation.run().liveTexts())
                    .contains("Epoch 1/2  [=============>             ]   5/10   20.0/s  ETA 0:01  loss 2.0000");
        }

        @Test
        void itIsDrawnAnewOnlyAfterAWhile() {
            // 22 batches of 0.05 seconds with the validations: the first at once, then one in each 0.1 seconds, and the
            // last takes it away.
            assertThat(simulation.run().liveTexts()).hasSize(12);
            assertThat(simulation.option("progress.refresh", "10s").run().liveTexts())
                    .hasSize(2);
        }

        @Test
        void validationIsSaidToGoOn() {
            assertThat(simulation.validationBatches(5).run().liveTexts())
                    .anyMatch(text -> text.equals("Epoch 1/2  validating, batch 3"));
        }

        @ParameterizedTest(name = "{0} columns")
        @ValueSource(ints = {10, 25, 40, 60, 79})
        void aNarrowOneIsNeverOverrun(int width) {
            SimulatedRun run = simulation().terminal(width).run();

            assertThat(run.liveTexts()).isNotEmpty().allMatch(text -> text.length() < width);
        }

        @Test
        void roundsOfOneBatchFillTheBarOfTheRun() {
            SimulatedRun run = Simulation.epochs(4)
                    .secondsPerBatch(1)
                    .metric("logloss", 4, 3, 2, 1)
                    .attach(new ProgressBar())
                    .terminal(80)
                    .run();

            assertThat(run.liveTexts())
                    .contains("Epoch 2/4  [===============>              ]    1.0/s  ETA 0:03  logloss 3.0000");
        }

        @Test
        void theLiveLineIsTakenAwayAtTheEnd() {
            assertThat(simulation.run().liveTexts()).last().asString().isEmpty();
            assertThat(simulation.interruptAt(0, 3).run().liveTexts())
                    .last()
                    .asString()
                    .isEmpty();
        }

        @Test
        void theLiveLineIsTakenAwayAfterAFailure() {
            SimulatedRun run = simulation
                    .failAt(0, 3, new IllegalStateException("the disk is on fire"))
                    .runAndFail();

            assertThat(run.liveTexts()).hasSizeGreaterThan(1).last().asString().isEmpty();
        }
    }

    @Nested
    class AnEndedEpoch {

        private static final List<String> LINES = List.of(
                "Epoch 1/2: Loss = 4.5000, Validation loss = 0.5000, 10 batches in 0.55 seconds",
                "Epoch 2/2: Loss = 4.5000, Validation loss = 0.2500, 10 batches in 0.55 seconds");

        @Test
        void leavesALineInAPipe() {
            SimulatedRun run = simulation().run();

            assertThat(run.consoleLines()).isEqualTo(LINES);
            assertThat(run.liveTexts()).isEmpty();
        }

        @Test
        void leavesALineInATerminal() {
            assertThat(simulation().terminal(80).run().consoleLines()).isEqualTo(LINES);
        }

        @Test
        void leavesNoneIfTheLogWritesOne() {
            assertThat(simulation().attach("log", new Log()).run().consoleLines())
                    .isEmpty();
        }

        /** Takes the log away after the first epoch. */
        static final class Detacher {
            private final Object log;
            private Attachment attachment;

            Detacher(Object log) {
                this.log = log;
            }

            @OnTrainBegin
            void attach(Run run) {
                attachment = run.attach("log", log);
            }

            @OnEpochBegin(at = 2)
            void detach() {
                attachment.detach();
            }
        }

        @Test
        void leavesALineOnceTheLogHasGone() {
            SimulatedRun run = simulation().attach(new Detacher(new Log())).run();

            assertThat(run.consoleLines()).containsExactly(LINES.get(1));
        }

        @Test
        void leavesALineBesideTheLogIfToldSo() {
            SimulatedRun run = simulation()
                    .attach("log", new Log())
                    .option("progress.lines", "always")
                    .run();

            assertThat(run.consoleLines()).isEqualTo(LINES);
        }

        @Test
        void leavesNoneIfToldSo() {
            assertThat(simulation().option("progress.lines", "never").run().consoleLines())
                    .isEmpty();
        }
    }

    @Test
    void onlyNamedMetricsAreShown() {
        SimulatedRun run = simulation()
                .option("progress.metrics", List.of("lr"))
                .terminal(80)
                .run();

        assertThat(run.liveTexts())
                .anyMatch(text -> text.endsWith("lr 0.1000"))
                .noneMatch(text -> text.contains("loss"));
        assertThat(run.consoleLines())
                .first()
                .isEqualTo("Epoch 1/2: Learning rate = 0.1000, 10 batches in 0.55 seconds");
    }

    @Test
    void aNamedMetricThatNeverCameIsToldOf() {
        SimulatedRun run =
                simulation().option("progress.metrics", List.of("los")).run();

        assertThat(run.consoleLines()).last().asString().contains("los, which never came");
    }
}
