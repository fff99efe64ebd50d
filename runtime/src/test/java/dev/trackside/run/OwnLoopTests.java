package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Control;
import dev.trackside.Metric;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnLoopTests {

    private static final String[] TWO = {"a", "b"};

    private final Trace trace = new Trace();

    private RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery().attach(trace);
    }

    @Test
    void firesTheEventsOfTwoEpochsInTheirOrder() {
        RunResult result = run().epochs(2).train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<String> batch : epoch.batches(TWO)) {
                    batch.record("loss", batch.index());
                }
                epoch.validation(() -> epoch.record("val_loss", 1));
            }
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
                        "validation begin",
                        "validation end",
                        "epoch end 0",
                        "epoch begin 1",
                        "batch begin 0",
                        "step 3",
                        "batch end 0",
                        "batch begin 1",
                        "step 4",
                        "batch end 1",
                        "validation begin",
                        "validation end",
                        "epoch end 1",
                        "train end COMPLETED");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.summary().steps()).isEqualTo(4);
        assertThat(result.summary().metrics()).containsEntry("loss", 0.5).containsEntry("val_loss", 1.0);
    }

    @Nested
    class LeftByBreak {

        @Test
        void outOfTheBatchesEndsTheBatchIncompleteAndGoesOnToValidation() {
            run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                        break;
                    }
                    epoch.validation(() -> epoch.record("val_loss", 1));
                }
            });

            assertThat(trace.events)
                    .containsExactly(
                            "train begin",
                            "epoch begin 0",
                            "batch begin 0",
                            "step 1",
                            "batch end 0 incomplete",
                            "decision STOP_EPOCH TAKEN of run: left by the loop",
                            "validation begin",
                            "validation end",
                            "epoch end 0",
                            "train end COMPLETED");
        }

        @Test
        void outOfTheEpochsEndsWhatIsOpenWithoutValidation() {
            RunResult result = run().epochs(5).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                    }
                    if (epoch.index() == 1) {
                        break;
                    }
                }
            });

            assertThat(trace.events).endsWith("batch end 1", "epoch end 1", "train end LEFT");
            assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
            assertThat(result.reason()).contains("left by the loop");
        }

        @Test
        void byReturnInABatchEndsBatchAndEpoch() {
            RunResult result = run().epochs(5).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                        return;
                    }
                }
            });

            assertThat(trace.events)
                    .endsWith(
                            "batch end 0 incomplete",
                            "decision STOP_EPOCH TAKEN of run: left by the loop",
                            "epoch end 0",
                            "train end LEFT");
            assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
        }
    }

    @Nested
    class Failing {

        @Test
        void firesFailureAndTrainEndAndThrowsTheSameException() {
            IllegalStateException fault = new IllegalStateException("no more data");

            assertThatThrownBy(() -> run().epochs(5).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            for (LoopBatch<String> batch : epoch.batches(TWO)) {
                                throw fault;
                            }
                        }
                    }))
                    .isSameAs(fault);

            assertThat(trace.events)
                    .containsExactly(
                            "train begin",
                            "epoch begin 0",
                            "batch begin 0",
                            "failure no more data",
                            "train end FAILED");
        }

        @Test
        void throwsCheckedExceptionsAsTheyAre() {
            assertThatThrownBy(() -> run().epochs(1).train(loop -> {
                        throw new IOException("disk");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk");
        }

        @Test
        void inAHandlerNamesCallbackMethodAndEventAndFailsTheRun() {
            assertThatThrownBy(() -> run().attach(new Broken()).epochs(1).train(OwnLoopTests::oneBatch))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("broken")
                    .hasMessageContaining("Broken.on")
                    .hasMessageContaining("@OnBatchEnd in batch 1 of epoch 1")
                    .hasMessageContaining("IllegalArgumentException: bad")
                    .hasRootCauseMessage("bad");

            assertThat(trace.events).endsWith("train end FAILED");
        }

        @Test
        void inAHandlerIsNotUndoneByALoopThatSwallowsIt() {
            assertThatThrownBy(() -> run().attach(new Broken()).epochs(3).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            Iterator<LoopBatch<String>> batches =
                                    epoch.<String>batches(TWO).iterator();
                            try {
                                batches.next();
                                batches.hasNext();
                            } catch (TracksideException swallowed) {
                                assertThat(swallowed).hasMessageContaining("bad");
                            }
                        }
                    }))
                    .hasMessageContaining("bad");

            assertThat(trace.events).doesNotContain("epoch begin 1").endsWith("train end FAILED");
        }
    }

    static final class Broken {
        @OnBatchEnd
        void on() {
            throw new IllegalArgumentException("bad");
        }
    }

    static void oneBatch(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<String> batch : epoch.batches(new String[] {"a"})) {
                batch.record("loss", 1);
            }
        }
    }

    @Nested
    class Controlled {

        @Test
        void byAStopInABatchStillValidatesAndEndsTheEpoch() {
            RunResult result = run().attach(new StopAtBatch()).epochs(5).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                    }
                    epoch.validation(() -> epoch.record("val_loss", 1));
                }
            });

            assertThat(trace.events)
                    .containsExactly(
                            "train begin",
                            "epoch begin 0",
                            "batch begin 0",
                            "step 1",
                            "batch end 0",
                            "decision STOP TAKEN of stop-at-batch: enough",
                            "validation begin",
                            "validation end",
                            "epoch end 0",
                            "train end STOPPED");
            assertThat(result.reason()).contains("enough");
        }

        @Test
        void bySkippingLeavesTheBatchOutOfTheLoop() {
            List<Integer> trained = new ArrayList<>();
            run().attach(new SkipFirst()).epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        trained.add(batch.index());
                        batch.record("loss", 1);
                    }
                }
            });

            assertThat(trained).containsExactly(1);
            assertThat(trace.events)
                    .containsSequence(
                            "batch begin 0",
                            "decision SKIP_BATCH TAKEN of skip-first: not this one",
                            "batch end 0 skipped",
                            "batch begin 1",
                            "step 1",
                            "batch end 1");
        }

        @Test
        void bySkippingAtGradientsMakesNoStep() {
            List<Boolean> steps = new ArrayList<>();
            run().attach(new SkipAtGradients()).epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                        steps.add(batch.gradients());
                    }
                }
            });

            assertThat(steps).containsExactly(false, true);
            assertThat(trace.events).containsSequence("batch end 0 skipped", "batch begin 1", "gradients 0", "step 1");
        }

        @Test
        void byAStopAtEpochBeginHasNoBatchAndNoValidation() {
            run().attach(new StopAtEpoch()).epochs(3).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                    }
                    epoch.validation(() -> epoch.record("val_loss", 1));
                }
            });

            assertThat(trace.events)
                    .containsExactly(
                            "train begin",
                            "epoch begin 0",
                            "decision STOP TAKEN of stop-at-epoch: no",
                            "epoch end 0",
                            "train end STOPPED");
        }

        @Test
        void byAStopBeforeTheLeastEpochsIsDeferred() {
            RunResult result = run().attach(new StopAtBatch())
                    .option("run.min-epochs", 2)
                    .epochs(5)
                    .train(OwnLoopTests::oneBatch);

            assertThat(result.summary().epochs()).isEqualTo(3);
            assertThat(result.decisions())
                    .extracting(decision -> decision.effect().name())
                    .containsExactly("DEFERRED", "DEFERRED", "TAKEN");
        }

        @Test
        void byAnInterruptSkipsValidationButEndsTheEpoch() {
            RunResult result = run().epochs(5).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                        loop.run().interrupt("Ctrl-C");
                    }
                    epoch.validation(() -> epoch.record("val_loss", 1));
                }
            });

            assertThat(trace.events)
                    .endsWith(
                            "batch end 0",
                            "decision INTERRUPT TAKEN of run: Ctrl-C",
                            "epoch end 0",
                            "train end INTERRUPTED");
            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        }
    }

    static final class StopAtBatch {
        @OnBatchEnd
        Control on() {
            return Control.stop("enough");
        }
    }

    static final class StopAtEpoch {
        @OnEpochBegin
        Control on() {
            return Control.stop("no");
        }
    }

    static final class SkipFirst {
        @OnBatchBegin(at = 1)
        Control on() {
            return Control.skipBatch("not this one");
        }
    }

    static final class SkipAtGradients {
        @OnGradients(at = 1)
        Control on() {
            return Control.skipBatch("odd");
        }
    }

    @Nested
    class Metrics {

        @Test
        void areMeansWeightedByExamples() {
            RunResult result = run().epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<int[]> batch : epoch.batches(List.of(new int[1], new int[3]), data -> data.length)) {
                        batch.record("loss", batch.data().length == 1 ? 4 : 8);
                    }
                }
            });

            assertThat(result.summary().metrics())
                    .containsEntry("loss", 7.0)
                    .containsKeys("epoch_seconds", "examples_per_second");
        }

        @Test
        void thatNobodyDeclaresFailBeforeTrainingWhenTheLoopDeclaresItsOwn() {
            assertThatThrownBy(() -> run().attach(new TakesValLos())
                            .produces("loss", "val_loss")
                            .epochs(1)
                            .train(OwnLoopTests::oneBatch))
                    .hasMessageContaining("takes-val-los takes the metric val_los")
                    .hasMessageContaining("Did you mean val_loss?");

            assertThat(trace.events).isEmpty();
        }

        @Test
        void thatNobodyRecordsFailAtTheFirstValidationEndOtherwise() {
            assertThatThrownBy(() -> run().attach(new TakesValLos()).epochs(1).train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            for (LoopBatch<String> batch : epoch.batches(TWO)) {
                                batch.record("loss", 1);
                            }
                            epoch.validation(() -> epoch.record("val_loss", 1));
                        }
                    }))
                    .hasMessageContaining("val_los")
                    .hasMessageContaining("Did you mean val_loss?");
        }

        @Test
        void ofAnEpochWithoutValidationAreAbsentAndTheHandlerIsNotCalled() {
            TakesValLoss taker = new TakesValLoss();
            run().attach(taker).option("run.validate-every", 2).epochs(4).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<String> batch : epoch.batches(TWO)) {
                        batch.record("loss", 1);
                    }
                    epoch.validation(() -> epoch.record("val_loss", epoch.index()));
                }
            });

            assertThat(taker.seen).containsExactly(1.0, 3.0);
        }
    }

    static final class TakesValLos {
        @OnEpochEnd
        void on(@Metric("val_los") double loss) {}
    }

    static final class TakesValLoss {
        final List<Double> seen = new ArrayList<>();

        @OnEpochEnd
        void on(@Metric("val_loss") double loss) {
            seen.add(loss);
        }
    }
}
