package dev.trackside.plugin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckpointKeeperTests {

    private static final double NAN = Double.NaN;

    private static Simulation losses(double... values) {
        return Simulation.epochs(values.length)
                .batches(2)
                .metric("val_loss", values)
                .weights(1)
                .savesState()
                .attach(new CheckpointKeeper());
    }

    /** What was written, as {@code name@step}. */
    private static List<String> written(SimulatedRun run) {
        return run.checkpoints().stream()
                .map(checkpoint -> checkpoint.name() + "@" + checkpoint.step())
                .toList();
    }

    @Nested
    class SavesLast {

        @Test
        void afterEachEpoch() {
            assertThat(written(losses(1, 2, 3).run())).containsExactly("best@2", "last@2", "last@4", "last@6");
        }

        @Test
        void afterEverySoManyEpochsAndAfterTheLastOne() {
            SimulatedRun run =
                    losses(1, 2, 3, 4, 5).option("checkpoint.every-epochs", 2).run();

            assertThat(written(run)).containsExactly("best@2", "last@2", "last@4", "last@8", "last@10");
        }

        @Test
        void withEachBestSoThatNothingIsNewerThanLast() {
            SimulatedRun run =
                    losses(3, 2, 1, 4).option("checkpoint.every-epochs", 4).run();

            assertThat(written(run))
                    .containsExactly("best@2", "last@2", "best@4", "last@4", "best@6", "last@6", "last@8");
        }

        /** Stops the run at the end of its second epoch. */
        static final class StopAtEpochEnd {
            @OnEpochEnd(at = 2)
            Control stop() {
                return Control.stop("enough");
            }
        }

        @Test
        void whenTheRunIsStoppedAtAnEpochEnd() {
            SimulatedRun run = losses(1, 2, 3, 4)
                    .option("checkpoint.every-epochs", 3)
                    .attach(new StopAtEpochEnd())
                    .run();

            assertThat(written(run)).containsExactly("best@2", "last@2", "last@4");
        }

        /** Stops the run within its second epoch. */
        static final class StopAtBatchEnd {
            @OnBatchEnd(at = 1)
            Control stop(int epoch) {
                return epoch == 1 ? Control.stop("enough") : Control.proceed();
            }
        }

        @Test
        void atTheEndOfTheEpochInWhichTheRunIsStopped() {
            SimulatedRun run = losses(1, 2, 3, 4)
                    .option("checkpoint.every-epochs", 3)
                    .attach(new StopAtBatchEnd())
                    .run();

            assertThat(written(run)).containsExactly("best@2", "last@2", "last@3");
        }

        @Test
        void onceAtAnInterruptAndUnderNoNumber() {
            SimulatedRun run = losses(1, 2, 3)
                    .option("checkpoint.keep", 3)
                    .interruptAt(1, 0)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(written(run)).containsExactly("best@2", "epoch-0001@2", "last@2", "last@3");
        }

        @Test
        void neverAfterAFailure() {
            SimulatedRun run = losses(1, 2, 3)
                    .failAt(1, 1, new IllegalStateException("the disk is on fire"))
                    .runAndFail();

            assertThat(written(run)).containsExactly("best@2", "last@2");
            assertThat(run.failure()).hasMessageContaining("on fire").hasNoSuppressedExceptions();
        }
    }

    @Nested
    class SavesBest {

        private List<String> best(Simulation simulation) {
            return written(simulation.run()).stream()
                    .filter(name -> name.startsWith("best"))
                    .toList();
        }

        @Test
        void onlyWhenStrictlyBetterThanEverBefore() {
            assertThat(best(losses(2, 2, 3, 1, 1.5))).containsExactly("best@2", "best@8");
        }

        @Test
        void neverForNaN() {
            assertThat(best(losses(NAN, 2, NAN, 1))).containsExactly("best@4", "best@8");
        }

        @Test
        void neverInAnEpochThatDoesNotHaveTheMetric() {
            assertThat(best(losses(3, 2, 1).absent("val_loss", 0, 2))).containsExactly("best@4");
        }

        @Test
        void forAMetricThatIsToBecomeLarge() {
            Simulation simulation =
                    losses(1, 1, 1).metric("val_accuracy", 0.5, 0.9, 0.8).option("checkpoint.monitor", "val_accuracy");

            assertThat(best(simulation)).containsExactly("best@2", "best@4");
        }

        @Test
        void neverForAnEpochThatWasInterrupted() {
            Simulation simulation = losses(1, 1, 1)
                    .metric("loss", 3, 2, 1)
                    .option("checkpoint.monitor", "loss")
                    .interruptAt(1, 0);

            assertThat(best(simulation)).containsExactly("best@2");
        }

        @Test
        void neverWithoutAMonitorSoThatARunNeedsNoValidation() {
            CheckpointKeeper keeper = new CheckpointKeeper();
            keeper.monitor = null;
            SimulatedRun run = Simulation.epochs(2)
                    .metric("loss", 2, 1)
                    .savesState()
                    .attach(keeper)
                    .run();

            assertThat(written(run)).containsExactly("last@1", "last@2");
        }

        @Test
        void butAsksWhereTheNameDoesNotTellTheDirection() {
            SimulatedRun run = losses(1)
                    .metric("val_gap", 1)
                    .option("checkpoint.monitor", "val_gap")
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("val_gap").hasMessageContaining("Set mode to min or max");
        }

        @Test
        void butRefusesAMetricThatNobodyDeclares() {
            Simulation simulation = losses(1).option("checkpoint.monitor", "val_los");

            assertThatThrownBy(simulation::run).hasMessageContaining("Did you mean val_loss?");
        }
    }

    @Nested
    class KeepsTheNewest {

        /** What is there when a checkpoint has been written, before anybody can have deleted one for it. */
        static final class Witness {
            final List<List<String>> seen = new ArrayList<>();

            @OnCheckpoint
            void see(Checkpoints checkpoints) {
                seen.add(checkpoints.saved().stream().map(Checkpoint::name).toList());
            }
        }

        private final Witness witness = new Witness();

        @Test
        void soManyUnderTheirNumbers() {
            losses(1, 2, 3, 4)
                    .option("checkpoint.keep", 2)
                    .attach("z-witness", witness)
                    .run();

            assertThat(witness.seen.get(witness.seen.size() - 1))
                    .containsExactlyInAnyOrder("best", "last", "epoch-0003", "epoch-0004");
        }

        @Test
        void andDeletesAnOlderOneOnlyWhenTheNewerIsComplete() {
            losses(1, 2)
                    .option("checkpoint.keep", 1)
                    .attach("a-witness", witness)
                    .run();

            assertThat(witness.seen).anySatisfy(names -> assertThat(names).contains("epoch-0001", "epoch-0002"));
        }

        /** Has checkpoints of its own, under names that look alike. */
        static final class Neighbor {
            @OnEpochEnd
            void save(Checkpoints checkpoints, int epoch) {
                checkpoints.request("epoch-000" + epoch + "-mine");
            }
        }

        @Test
        void andLeavesAloneWhatOthersHaveWritten() {
            losses(1, 2, 3)
                    .option("checkpoint.keep", 1)
                    .attach(new Neighbor())
                    .attach("z-witness", witness)
                    .run();

            assertThat(witness.seen.get(witness.seen.size() - 1))
                    .contains("epoch-0000-mine", "epoch-0001-mine", "epoch-0002-mine", "epoch-0003")
                    .doesNotContain("epoch-0001", "epoch-0002");
        }

        @Test
        void butNoneUnlessAsked() {
            assertThat(written(losses(1, 2).run())).noneMatch(name -> name.startsWith("epoch"));
        }
    }

    @Test
    void anEngineThatCannotSaveIsRefusedByName() {
        Simulation simulation = Simulation.epochs(1).metric("val_loss", 1).attach(new CheckpointKeeper());

        assertThatThrownBy(simulation::run)
                .hasMessageContaining("checkpoint")
                .hasMessageContaining("Checkpoints")
                .hasMessageContaining("simulation");
    }
}
