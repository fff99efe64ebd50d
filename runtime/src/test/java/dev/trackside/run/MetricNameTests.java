package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A name that nobody declares is never ignored: design, "Metrics". */
class MetricNameTests {

    private LogLines log;

    @BeforeEach
    void listen() {
        log = LogLines.open();
    }

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void trainAndValidate(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                batch.record("loss", batch.data());
            }
            epoch.validation(() -> epoch.record("val_loss", 1));
        }
    }

    static final class Misspelt {
        @OnBatchEnd
        void on(@Metric("los") double loss) {}
    }

    static final class TakesLoss {
        @OnEpochEnd
        void on(@Metric("loss") double loss) {}
    }

    static final class HearsGradients {
        @OnGradients
        void gradients() {
            // that it is heard is all
        }
    }

    static final class MayTakeValF1 {
        @OnEpochEnd
        void on(@Metric("val_f1") OptionalDouble f1) {}
    }

    /** Attaches another callback at the end of an epoch. */
    static final class Attacher {
        private final Object late;
        private final int epoch;

        Attacher(int epoch, Object late) {
            this.epoch = epoch;
            this.late = late;
        }

        @OnEpochEnd
        void end(int epoch, Run run) {
            if (epoch == this.epoch) {
                run.attach(late);
            }
        }
    }

    @Nested
    class InALoopThatDeclaresNothing {

        @Test
        void isAnErrorAtTheFirstEpochEndIfItIsOfTraining() {
            Trace trace = new Trace();
            assertThatThrownBy(() -> run().attach(trace)
                            .attach(new Misspelt())
                            .epochs(3)
                            .train(MetricNameTests::trainAndValidate))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("misspelt takes the metric los, which nobody in this run produces.")
                    .hasMessageContaining("Did you mean loss?")
                    .hasMessageContaining("There are: ");
            assertThat(trace.events).contains("validation end").doesNotContain("epoch end 0");
        }

        @Test
        void waitsForAnEpochThatHasMetrics() {
            run().attach(new TakesLoss()).epochs(2).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    if (epoch.index() == 1) {
                        for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1})) {
                            batch.record("loss", 1);
                        }
                    }
                }
            });

            assertThat(log.warnings()).isEmpty();
        }

        @Test
        void isAnErrorForWhoComesLater() {
            assertThatThrownBy(() -> run().attach(new Attacher(0, new Misspelt()))
                            .epochs(3)
                            .train(MetricNameTests::trainAndValidate))
                    .hasMessageContaining("misspelt takes the metric los")
                    .hasMessageContaining("Did you mean loss?");
        }

        @Test
        void thatNeverCameIsWarnedOf() {
            run().attach(new TakesLoss()).epochs(1).train(loop -> loop.epochs().forEach(epoch -> {}));

            assertThat(log.warnings())
                    .containsExactly(
                            "WARN takes-loss takes the metric loss, which nobody has declared but never came, so TakesLoss.on(double) was not called.");
        }
    }

    @Nested
    class InALoopThatDeclares {

        @Test
        void isAnErrorForWhoComesLater() {
            assertThatThrownBy(() -> run().attach(new Attacher(0, new Misspelt()))
                            .produces("loss", "val_loss")
                            .epochs(3)
                            .train(MetricNameTests::trainAndValidate))
                    .hasMessageContaining("misspelt takes the metric los")
                    .hasMessageContaining("Did you mean loss?");
        }

        @Test
        void isAnErrorInWhatTheLoopRecords() {
            assertThatThrownBy(
                            () -> run().produces("lost", "val_loss").epochs(3).train(MetricNameTests::trainAndValidate))
                    .hasMessageContaining("the loop records the metric loss")
                    .hasMessageContaining("Did you mean lost?")
                    .hasMessageContaining("Add it to .produces(...)");
        }

        @Test
        void twiceIsAnError() {
            assertThatThrownBy(() -> run().produces("loss", "loss").epochs(1).train(loop -> {}))
                    .hasMessageContaining("The metric loss is produced by the loop and by the loop");
        }
    }

    @Nested
    class ADeclaredMetricThatNeverCame {

        @Test
        void isWarnedOfAtTrainEnd() {
            run().attach(new MayTakeValF1())
                    .produces("loss", "val_loss", "val_f1")
                    .epochs(1)
                    .train(MetricNameTests::trainAndValidate);

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("may-take-val-f1 takes the metric val_f1, which is declared by the loop but never came")
                    .endsWith("was called without it.");
        }

        @Test
        void isNotWarnedOfIfItCameOnce() {
            run().attach(new MayTakeValF1()).attach(new TakesLoss()).epochs(2).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<Integer>batches(new Integer[] {1}).forEach(batch -> batch.record("loss", 1));
                    if (epoch.index() == 0) {
                        epoch.validation(() -> epoch.record("val_f1", 1));
                    }
                }
            });

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Nested
    class AnEventThatNeverComes {

        @Test
        void isWarnedOfAtTrainEnd() {
            run().attach(new HearsGradients()).epochs(1).train(MetricNameTests::trainAndValidate);

            assertThat(log.warnings())
                    .containsExactly(
                            "WARN hears-gradients hears @OnGradients, an event that a loop without batch.gradients() never fires, so HearsGradients.gradients() was not called.");
        }

        @Test
        void isNotWarnedOfIfTheLoopHasGradients() {
            run().attach(new HearsGradients()).epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<Integer>batches(new Integer[] {1}).forEach(LoopBatch::gradients);
                }
            });

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Nested
    class OfAValidation {

        @Test
        void isWrongOutsideOfIt() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            epoch.<Integer>batches(new Integer[] {1}).forEach(batch -> batch.record("val_loss", 1));
                        }
                    }))
                    .hasMessageContaining("The loop records val_loss outside of a validation");
        }

        @Test
        void beginsWithVal() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            epoch.validation(() -> epoch.record("loss", 1));
                        }
                    }))
                    .hasMessageContaining("The loop records loss in a validation")
                    .hasMessageContaining("Name it val_loss.");
        }
    }
}
