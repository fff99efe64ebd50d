package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Artifact;
import dev.trackside.Batch;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Epoch;
import dev.trackside.LearningRate;
import dev.trackside.Metrics;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be used from other threads than the one that trains: design, "Events". */
class ThreadTests {

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery().epochs(2);
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                batch.record("loss", batch.data());
            }
        }
    }

    /** Runs something on another thread and waits for it. */
    private static <T> T elsewhere(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "elsewhere");
        thread.start();
        thread.join();
        return task.get();
    }

    private static ThrowingCallable onAnotherThread(Runnable action) {
        return () -> elsewhere(() -> {
            action.run();
            return null;
        });
    }

    private static void assertRefused(Runnable action) {
        assertThatThrownBy(onAnotherThread(action))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("may be used on the thread that trains only, not on elsewhere");
    }

    @Nested
    class WhatIsLent {

        @Test
        void throwsOnAnotherThreadButItsSnapshotDoesNot() {
            Lends lends = new Lends();
            run().attach(lends)
                    .offers(LearningRate.class, new SampleCallbacks.Rate())
                    .train(ThreadTests::train);

            assertThat(lends.calls).isEqualTo(4);
        }
    }

    static final class Lends {
        int calls;

        @OnBatchEnd
        void end(Run run, Epoch epoch, Batch batch, Metrics metrics, LearningRate rate) {
            assertRefused(epoch::index);
            assertRefused(batch::index);
            assertRefused(metrics::toMap);
            assertRefused(batch::snapshot);
            assertRefused(rate::get);
            assertRefused(() -> rate.set(1, "elsewhere"));
            assertRefused(() -> run.attach("elsewhere", new SampleCallbacks.Flaky()));
            assertRefused(() -> run.fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(1)));
            Epoch keptEpoch = epoch.snapshot();
            Batch keptBatch = batch.snapshot();
            Metrics keptMetrics = metrics.snapshot();
            assertThatCode(onAnotherThread(() -> {
                        assertThat(keptEpoch.index()).isEqualTo(keptBatch.epoch());
                        assertThat(keptBatch.examples()).isEqualTo(1);
                        assertThat(keptMetrics.get("loss")).isEqualTo(keptBatch.number());
                    }))
                    .doesNotThrowAnyException();
            calls++;
        }
    }

    @Nested
    class ARun {

        @Test
        void mayBeAskedAndInterruptedFromAnotherThread() {
            Asks asks = new Asks();
            RunResult result = run().attach(asks).train(ThreadTests::train);

            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(result.reason()).contains("from elsewhere");
            assertThat(result.summary().batches()).isEqualTo(1);
        }

        @Test
        void showsTheFiguresOfTheLastEpochElsewhere() throws Exception {
            List<Integer> epochs = new ArrayList<>();
            RunResult result = run().attach(new Does((epoch, run) -> {
                        try {
                            epochs.add(elsewhere(() -> run.summary().epochs()));
                        } catch (Exception fault) {
                            throw new IllegalStateException(fault);
                        }
                    }))
                    .train(ThreadTests::train);

            assertThat(epochs).containsExactly(1, 2);
            assertThat(elsewhere(() -> result.run().summary())).isEqualTo(result.summary());
        }

        @Test
        void isLeftByDetachingFromAnotherThread() {
            List<String> heard = new ArrayList<>();
            run().onStart(run -> {
                        var attachment = run.attach("b", new Tells("b", heard));
                        run.attach("a", new Does((epoch, same) -> assertThatCode(onAnotherThread(attachment::detach))
                                .doesNotThrowAnyException()));
                    })
                    .train(ThreadTests::train);

            assertThat(heard).containsExactly("b begins", "b hears epoch 0", "b closes");
        }

        @Test
        void thatIsOverTakesNothingMore() {
            RunResult result = run().train(ThreadTests::train);

            assertThat(result.run().summary()).isEqualTo(result.summary());
            assertThatThrownBy(() -> result.run().fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is over");
            assertThatThrownBy(() -> result.run().attach(new SampleCallbacks.Flaky()))
                    .hasMessageContaining("the run is at its end");
        }

        @Test
        void deliversWhatIsFiredBeforeItBeginsAfterTrainBegin() {
            List<String> heard = new ArrayList<>();
            run().attach(new SampleCallbacks.StopOnPlateau())
                    .attach("a", new Tells("a", heard))
                    .onStart(run -> run.fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(1)))
                    .train(ThreadTests::train);

            assertThat(heard).containsExactly("a begins", "a ends", "a closes");
        }
    }

    static final class Asks {
        @OnBatchEnd
        void end(Run run, Clock clock, Console console) {
            assertThatCode(onAnotherThread(() -> {
                        assertThat(run.decisions()).isEmpty();
                        assertThat(run.summary().epochs()).isZero();
                        assertThat(run.outcome()).isEmpty();
                        assertThat(clock.now()).isNotNull();
                        assertThat(console.width()).isPositive();
                        run.interrupt("from elsewhere");
                    }))
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    class AnArtifact {

        @Test
        void handedInElsewhereIsRaisedAfterTheNextEvent(@TempDir Path runs) {
            HandsIn handsIn = new HandsIn();
            run().attach(handsIn).option("run.dir", runs).train(ThreadTests::train);

            assertThat(handsIn.heard)
                    .containsExactly("batch end", "artifact scores", "batch end", "batch end", "batch end");
        }
    }

    static final class HandsIn {
        final List<String> heard = new ArrayList<>();

        @OnBatchEnd
        void end(RunFiles files) {
            if (heard.isEmpty()) {
                assertThatCode(onAnotherThread(() -> files.table("scores", List.of("epoch"), List.of(List.of(1)))))
                        .doesNotThrowAnyException();
            }
            heard.add("batch end");
        }

        @OnArtifact
        void artifact(Artifact artifact) {
            heard.add("artifact " + artifact.name());
        }

        @OnEpochEnd
        void epoch() {}
    }
}
