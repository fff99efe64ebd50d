package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Artifact;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.EventType;
import dev.trackside.LearningRate;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided in a run, when it counts, and who hears of it: design, "Events" and "Attaching". */
class DecisionTests {

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2, 3})) {
                batch.record("loss", batch.data());
                batch.gradients();
            }
        }
    }

    @Nested
    class ARecord {

        @Test
        void isMadeOfEachKindWithEventCallbackReasonAndTheValuesSeen() {
            RunResult result = run().attach(new DecidesAll())
                    .attach("to-leave", new SampleCallbacks.Flaky())
                    .option("to-leave.on-failure", "detach")
                    .offers(LearningRate.class, new SampleCallbacks.Rate())
                    .offers(Weights.class, new NoWeights())
                    .epochs(2)
                    .train(DecisionTests::train);

            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback, Decision::event, Decision::reason)
                    .satisfiesExactly(
                            one -> assertThat(one)
                                    .isEqualTo(
                                            tuple(Decision.Kind.SKIP_BATCH, "decides-all", "OnBatchBegin", "odd data")),
                            one -> assertThat(one)
                                    .isEqualTo(tuple(
                                            Decision.Kind.LEARNING_RATE,
                                            "decides-all",
                                            "OnBatchEnd",
                                            "half (1.000 → 0.5000)")),
                            one -> assertThat(one)
                                    .isEqualTo(tuple(
                                            Decision.Kind.RESTORE, "decides-all", "OnBatchEnd", "back to the start")),
                            one -> assertThat(one)
                                    .isEqualTo(tuple(Decision.Kind.STOP_EPOCH, "decides-all", "OnBatchEnd", "no more")),
                            one -> assertThat(one.toList()).startsWith(Decision.Kind.DETACH, "to-leave", "OnEpochEnd"),
                            one -> assertThat(one)
                                    .isEqualTo(tuple(Decision.Kind.STOP, "decides-all", "OnBatchBegin", "enough")));
            assertThat(result.decisions().get(1).metrics()).containsEntry("loss", 2.0);
            assertThat(result.decisions().get(1).step()).isEqualTo(1);
            assertThat(result.decisions().get(1).epoch()).isZero();
        }
    }

    /** Skips the first batch, sets, restores and stops the epoch in the second, stops the run in the next epoch. */
    static final class DecidesAll {
        @OnBatchBegin
        Control begin(int epoch, int batch) {
            if (epoch == 1) {
                return Control.stop("enough");
            }
            return batch == 0 ? Control.skipBatch("odd data") : Control.proceed();
        }

        @OnBatchEnd
        Control end(int epoch, int batch, LearningRate rate, Weights weights) {
            if (epoch == 1 || batch == 0) {
                return Control.proceed();
            }
            rate.set(0.5, "half");
            weights.restore(weights.snapshot(), "back to the start");
            return Control.stopEpoch("no more");
        }
    }

    private static final class NoWeights implements Weights {
        @Override
        public Snapshot snapshot() {
            return new Snapshot(new byte[0]);
        }

        @Override
        public void restore(Snapshot snapshot, String reason) {
            assertThat(snapshot.bytes()).isEmpty();
        }

        @Override
        public List<Tensor> tensors() {
            return List.of();
        }
    }

    @Nested
    class AStop {

        @Test
        void isDeferredUntilTheLeastSteps() {
            RunResult result = run().attach(new StopsAlways())
                    .option("run.min-steps", 5)
                    .epochs(5)
                    .train(DecisionTests::train);

            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.summary().steps()).isEqualTo(5);
            assertThat(result.decisions())
                    .extracting(Decision::effect)
                    .containsExactly(
                            Decision.Effect.DEFERRED,
                            Decision.Effect.DEFERRED,
                            Decision.Effect.DEFERRED,
                            Decision.Effect.DEFERRED,
                            Decision.Effect.TAKEN);
        }

        @Test
        void thatIsDeferredStillLeavesRoomForAWeakerAnswer() {
            RunResult result = run().attach("a", new StopsAlways())
                    .attach("b", new SampleCallbacks.StopEpoch())
                    .option("run.min-epochs", 2)
                    .epochs(2)
                    .train(DecisionTests::train);

            assertThat(result.summary().batches()).isEqualTo(2);
            assertThat(result.decisions())
                    .extracting(Decision::callback, Decision::effect)
                    .startsWith(tuple("a", Decision.Effect.DEFERRED), tuple("b", Decision.Effect.TAKEN));
        }
    }

    static final class StopsAlways {
        @OnBatchEnd
        Control end() {
            return Control.stop("always");
        }
    }

    @Nested
    class AnAnswerToAnOwnEvent {

        @Test
        void thatFollowsABatchBeginMaySkipTheBatch() {
            Trace trace = new Trace();
            RunResult result = run().attach(new Suspects())
                    .attach(new SkipsSuspects())
                    .attach("zz-trace", trace)
                    .epochs(1)
                    .train(DecisionTests::train);

            assertThat(result.summary().steps()).isEqualTo(2);
            assertThat(trace.events).contains("batch end 1 skipped");
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::event, Decision::effect)
                    .containsExactly(tuple(Decision.Kind.SKIP_BATCH, "OnSuspect", Decision.Effect.TAKEN));
        }

        @Test
        void thatTheLoopRaisesInABatchCountsAtThatPosition() {
            RunResult result = run().attach(new StopsOnSuspect()).epochs(3).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2, 3})) {
                        if (batch.index() == 1) {
                            loop.run().fire(OnSuspect.class, "odd");
                        }
                    }
                }
            });

            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.summary().batches()).isEqualTo(2);
        }
    }

    @EventType(payload = String.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface OnSuspect {
        int every() default 1;
    }

    static final class Suspects {
        @OnBatchBegin(at = 2)
        void begin(Run run) {
            run.fire(OnSuspect.class, "the second");
        }
    }

    static final class SkipsSuspects {
        @OnSuspect
        Control suspect(String what) {
            return Control.skipBatch(what);
        }
    }

    static final class StopsOnSuspect {
        @OnSuspect
        Control suspect(String what) {
            return Control.stop(what);
        }
    }

    @Nested
    class WhatIsRaisedAtTrainEnd {

        @Test
        void isDeliveredBeforeCallbacksAreClosed(@TempDir Path runs) {
            List<String> heard = new ArrayList<>();
            run().attach("a", new LateWork())
                    .attach("b", new Hears(heard))
                    .option("run.dir", runs)
                    .offers(Weights.class, new NoWeights())
                    .epochs(1)
                    .train(DecisionTests::train);

            assertThat(heard).containsExactly("train end", "RESTORE", "scores", "closed");
        }
    }

    static final class LateWork {
        @OnTrainEnd
        void end(Weights weights, RunFiles files) {
            weights.restore(weights.snapshot(), "the best");
            files.table("scores", List.of("epoch"), List.of(List.of(1)));
        }
    }

    static final class Hears implements AutoCloseable {
        private final List<String> heard;

        Hears(List<String> heard) {
            this.heard = heard;
        }

        @OnTrainEnd
        void end() {
            heard.add("train end");
        }

        @OnDecision
        void decision(Decision decision) {
            heard.add(decision.kind().name());
        }

        @OnArtifact
        void artifact(Artifact artifact) {
            heard.add(artifact.name());
        }

        @Override
        public void close() {
            heard.add("closed");
        }
    }
}
