package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Batch;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The iterators of an own loop, however it uses them. */
class OwnLoopIterationTests {

    private static final String[] TWO = {"a", "b"};

    private final Trace trace = new Trace();

    private RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery().attach(trace);
    }

    @Nested
    class AnIterator {

        @Test
        void firesOnceHoweverOftenItIsAskedWhetherThereIsMore() {
            run().epochs(1).train(loop -> {
                Iterator<LoopEpoch> epochs = loop.epochs().iterator();
                while (epochs.hasNext() && epochs.hasNext()) {
                    Iterator<LoopBatch<String>> batches =
                            epochs.next().<String>batches(TWO).iterator();
                    while (batches.hasNext() && batches.hasNext()) {
                        batches.next();
                    }
                    assertThat(batches.hasNext()).isFalse();
                }
                assertThat(epochs.hasNext()).isFalse();
            });

            assertThat(trace.events)
                    .containsExactly(
                            "train begin",
                            "epoch begin 0",
                            "batch begin 0",
                            "step 1",
                            "batch end 0",
                            "batch begin 1",
                            "step 2",
                            "batch end 1",
                            "epoch end 0",
                            "train end COMPLETED");
        }

        @Test
        void thatIsOverStaysOver() {
            run().attach(new SampleCallbacks.StopEpoch()).epochs(2).train(loop -> {
                List<Iterator<LoopBatch<String>>> earlier = new ArrayList<>();
                for (LoopEpoch epoch : loop.epochs()) {
                    earlier.forEach(batches -> assertThat(batches.hasNext()).isFalse());
                    Iterator<LoopBatch<String>> batches =
                            epoch.<String>batches(List.of("a", "b", "c")).iterator();
                    batches.forEachRemaining(batch -> batch.record("loss", 1));
                    earlier.add(batches);
                }
            });

            assertThat(trace.events).filteredOn("batch begin 0"::equals).hasSize(2);
        }

        @Test
        void needsNotBeAskedWhetherThereIsMore() {
            run().epochs(1).train(loop -> {
                Iterator<LoopEpoch> epochs = loop.epochs().iterator();
                Iterator<LoopBatch<String>> batches =
                        epochs.next().<String>batches(TWO).iterator();
                assertThat(batches.next().data()).isEqualTo("a");
                assertThat(batches.next().data()).isEqualTo("b");
                assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
                assertThatThrownBy(epochs::next).isInstanceOf(NoSuchElementException.class);
            });

            assertThat(trace.events).endsWith("batch end 1", "epoch end 0", "train end COMPLETED");
        }

        @Test
        void ofASecondPassOverTheBatchesCountsOn() {
            run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<String>batches(TWO).forEach(batch -> batch.record("loss", 1));
                    epoch.<String>batches(List.of("c")).forEach(batch -> batch.record("loss", 1));
                }
            });

            assertThat(trace.events).contains("batch begin 2", "step 3", "batch end 2");
        }

        @Test
        void cannotBeDrivenFromAHandler() {
            Drives drives = new Drives();
            assertThatThrownBy(() -> run().attach(drives).epochs(2).train(loop -> {
                        drives.epochs = loop.epochs().iterator();
                        while (drives.epochs.hasNext()) {
                            drives.epochs.next();
                        }
                    }))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("drives")
                    .hasMessageContaining("The loop cannot be driven from a handler");
        }
    }

    static final class Drives {
        private Iterator<LoopEpoch> epochs = List.<LoopEpoch>of().iterator();

        @OnEpochEnd
        void end() {
            epochs.hasNext();
        }
    }

    @Nested
    class Leaving {

        @Test
        void aPassByBreakMakesALaterPassOfThatEpochEmpty() {
            List<String> trained = new ArrayList<>();
            run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        trained.add(batch.data());
                        break;
                    }
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        trained.add(batch.data());
                    }
                }
            });

            assertThat(trained).containsExactly("a");
            assertThat(trace.events)
                    .containsSequence(
                            "batch end 0 incomplete",
                            "decision STOP_EPOCH TAKEN of run: left by the loop",
                            "epoch end 0");
        }

        @Test
        void theBatchesByBreakLetsTheNextEpochBegin() {
            run().epochs(2).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                        break;
                    }
                }
            });

            assertThat(trace.events)
                    .containsSequence("epoch end 0", "epoch begin 1", "batch begin 0", "step 2")
                    .endsWith("epoch end 1", "train end COMPLETED");
        }

        @Test
        void theEpochsWithoutALimitIsLeavingTheRun() {
            RunResult result = run().train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    if (epoch.index() == 2) {
                        return;
                    }
                }
            });

            assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
            assertThat(result.summary().epochs()).isEqualTo(3);
        }

        @Test
        void aRunThatNobodyBeganToTrainIsLeft() {
            RunResult result = run().epochs(3).train(loop -> {});

            assertThat(trace.events).containsExactly("train begin", "train end LEFT");
            assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
        }

        @Test
        void becauseOfAnInterruptIsAnInterrupt() {
            RunResult result = run().epochs(3).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        loop.run().interrupt("enough");
                        return;
                    }
                }
            });

            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(result.reason()).contains("enough");
        }
    }

    @Nested
    class AValidationInBatches {

        @Test
        void firesItsEventsAndGivesWeightedMeans() {
            RunResult result = run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<String>batches(TWO).forEach(batch -> batch.record("loss", 1));
                    epoch.validation(() -> {
                        for (LoopBatch<int[]> batch :
                                epoch.validationBatches(List.of(new int[1], new int[3]), data -> data.length)) {
                            batch.record("val_loss", batch.data().length == 1 ? 4 : 8);
                        }
                    });
                }
            });

            assertThat(trace.events)
                    .containsSequence(
                            "batch end 1",
                            "validation begin",
                            "validation batch begin 0",
                            "validation batch end 0",
                            "validation batch begin 1",
                            "validation batch end 1",
                            "validation end",
                            "epoch end 0");
            assertThat(result.summary().metrics()).containsEntry("val_loss", 7.0);
        }

        @Test
        void showsTheLoopTheValidationBatch() {
            List<Batch> batches = new ArrayList<>();
            run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<String>batches(TWO).forEach(batch -> batch.record("loss", 1));
                    epoch.validation(() -> {
                        for (LoopBatch<String> batch : epoch.validationBatches(List.of("c"))) {
                            batches.add(batch.snapshot());
                            assertThat(batch.index()).isZero();
                            assertThat(batch).hasToString("batch 1 of epoch 1");
                        }
                    });
                }
            });

            assertThat(batches).singleElement().extracting(Batch::number).isEqualTo(1);
        }

        @Test
        void hasNeitherGradientsNorSteps() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            epoch.validation(
                                    () -> epoch.validationBatches(List.of("c")).forEach(LoopBatch::step));
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("step: no batch is open");
        }

        @Test
        void leftByBreakEndsTheOpenBatch() {
            run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.validation(() -> {
                        for (LoopBatch<String> batch : epoch.validationBatches(List.of("c", "d"))) {
                            batch.record("val_loss", 1);
                            break;
                        }
                    });
                }
            });

            assertThat(trace.events)
                    .containsSequence(
                            "validation batch begin 0", "validation batch end 0", "validation end", "epoch end 0");
        }
    }

    @Nested
    class Steps {

        @Test
        void areThoseOfTheLoopIfItMakesThemItself() {
            RunResult result = run().epochs(1).train(loop -> {
                loop.countsSteps();
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(new String[] {"a", "b", "c", "d"})) {
                        if (batch.index() % 2 == 1) {
                            batch.step();
                        }
                    }
                }
            });

            assertThat(trace.events)
                    .containsSequence("batch begin 0", "batch end 0", "batch begin 1", "step 1", "batch end 1");
            assertThat(result.summary().steps()).isEqualTo(2);
        }

        @Test
        void areNotMadeAgainAtTheEndOfABatchThatHasMadeOne() {
            RunResult result = run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<String>batches(TWO).forEach(LoopBatch::step);
                }
            });

            assertThat(result.summary().steps()).isEqualTo(2);
        }
    }

    @Nested
    class ThePlan {

        private final Plans plans = new Plans();

        @Test
        void knowsTheBatchesOfAnOwnLoopFromItsFirstEpochOn() {
            run().attach(plans).epochs(2).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    epoch.<String>batches(TWO).forEach(batch -> batch.record("loss", 1));
                }
            });

            assertThat(plans.batches)
                    .containsExactly(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(2), OptionalInt.of(2));
        }
    }

    static final class Plans {
        final List<OptionalInt> batches = new ArrayList<>();

        @OnBatchEnd
        void end(Plan plan) {
            batches.add(plan.batchesPerEpoch());
        }
    }
}
