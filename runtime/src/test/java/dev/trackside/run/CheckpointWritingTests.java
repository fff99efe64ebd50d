package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.spi.CheckpointStore;
import dev.trackside.spi.EngineState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are written while the training goes on; whoever needs them complete waits. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckpointWritingTests {

    private static final String WRITER = "trackside-checkpoint";

    @TempDir
    Path runs;

    private final ToyModel model = new ToyModel();
    private final Trace trace = new Trace();
    private GatedStore store;

    @BeforeEach
    void createStore() {
        store = new GatedStore(runs.resolve("kept/checkpoints"));
    }

    /** Asks for checkpoints after steps, by name. */
    static final class Asks {
        private final Map<Long, String> at;

        Asks(Map<Long, String> at) {
            this.at = at;
        }

        @OnBatchEnd
        void end(long step, Checkpoints checkpoints) {
            if (at.containsKey(step)) {
                checkpoints.request(at.get(step));
            }
        }
    }

    /** Does something with checkpoints after a step. */
    static final class At {
        private final long step;
        private final Consumer<Checkpoints> action;

        At(long step, Consumer<Checkpoints> action) {
            this.step = step;
            this.action = action;
        }

        @OnBatchEnd
        void end(long step, Checkpoints checkpoints) {
            if (step == this.step) {
                action.accept(checkpoints);
            }
        }
    }

    private RunBuilder run(String mode) {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .option("run.checkpoint-writing", mode)
                .epochs(1)
                .offers(EngineState.class, model)
                .offers(CheckpointStore.class, store)
                .attach("zz-trace", trace);
    }

    /** Trains an epoch of five batches; in each something is done, by its number from 1. */
    private RunResult train(RunBuilder builder, IntConsumer inBatch) {
        return builder.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2, 3, 4, 5))) {
                    model.train(batch.data());
                    inBatch.accept(batch.data());
                }
            }
        });
    }

    private static IntConsumer in(int batch, Runnable action) {
        return number -> {
            if (number == batch) {
                action.run();
            }
        };
    }

    /** Does something when this thread waits in a method of the class that writes, and gives what it threw. */
    private static CompletableFuture<Void> whenThisWaitsIn(String method, Runnable action) {
        Thread training = Thread.currentThread();
        return CompletableFuture.runAsync(
                () -> {
                    while (!waitsIn(training, method)) {
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                    action.run();
                },
                task -> new Thread(task, "helper").start());
    }

    private static boolean waitsIn(Thread thread, String method) {
        if (thread.getState() != Thread.State.WAITING) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().endsWith(".CheckpointWriting")
                    && frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    private CheckpointData read(String name) {
        try (InputStream in = store.open(name)) {
            return CheckpointFormat.read(name, in);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static Object step(CheckpointData data) {
        return ((Map<?, ?>) data.run().get("counts")).get("steps");
    }

    @Nested
    class WhileTheTrainingGoesOn {

        @Test
        void oneIsToldOfAtTheEndOfTheFirstEventAfterItIsComplete() {
            train(run("async").attach(new Asks(Map.of(1L, "last"))), number -> {
                if (number == 2) {
                    store.awaitBegun(1);
                    assertThat(store.ended).isEmpty();
                } else if (number == 4) {
                    assertThat(store.ended).isEmpty();
                    store.let(1);
                    store.awaitWriter(1);
                }
            });

            assertThat(trace.events)
                    .containsSequence("batch end 0", "batch begin 1")
                    .containsSequence("batch end 2", "batch begin 3", "step 4", "checkpoint last", "batch end 3");
            assertThat(store.threads).containsExactly(WRITER);
            assertThat(step(read("last"))).isEqualTo(1L);
        }

        @Test
        void theyAreWrittenAndToldOfInTheOrderOfTheRequests() {
            train(run("async").attach(new Asks(Map.of(1L, "a", 2L, "b"))), in(3, () -> {
                store.let(2);
                store.awaitWriter(2);
            }));

            assertThat(store.ended).containsExactly("a", "b");
            assertThat(trace.events).containsSequence("step 3", "checkpoint a", "checkpoint b", "batch end 2");
        }

        @Test
        void eachOneIsCountedAsWhatItIs() {
            List<String> even = new ArrayList<>();
            train(run("async").attach(new Asks(Map.of(1L, "a", 2L, "b"))).attach(new EverySecond(even)), in(3, () -> {
                store.let(2);
                store.awaitWriter(2);
            }));

            assertThat(even).containsExactly("b");
        }

        @Test
        void aThirdOneWaitsForTheFirst() {
            List<Integer> trained = new ArrayList<>();
            LogLines lines = LogLines.open();
            CompletableFuture<Void> helper = whenThisWaitsIn("awaitRoom", () -> {
                List<String> begun = List.copyOf(store.begun);
                int batches = trained.size();
                store.open();
                assertThat(begun).containsExactly("a");
                assertThat(batches).isEqualTo(3);
            });
            train(run("async").attach(new Asks(Map.of(1L, "a", 2L, "b", 3L, "c"))), number -> {
                trained.add(number);
                if (number == 2) {
                    store.awaitBegun(1); // else the second one may wait for the thread to begin
                }
            });

            helper.join();
            lines.close();
            assertThat(lines.lines())
                    .containsOnlyOnce(
                            "INFO checkpoints are asked for faster than they are written: the training waits until a is, as b waits, too");
            assertThat(store.ended).containsExactly("a", "b", "c");
        }

        @Test
        void whatItHoldsIsNotChangedByLaterTraining() {
            Changes changes = new Changes();
            train(run("async").attach(changes).attach(new Asks(Map.of(2L, "last"))), in(5, () -> {
                store.let(1);
                store.awaitWriter(1);
            }));

            CheckpointData data = read("last");
            assertThat(changes.array).containsExactly(5, 5);
            Map<String, Object> fields = new HashMap<>();
            data.callbacks().get("changes").forEach((name, field) -> fields.put(name, field.value()));
            assertThat(fields.get("array")).isEqualTo(new double[] {2, 2});
            assertThat(fields.get("list")).isEqualTo(List.of(1L, 2L));
            assertThat((Map<?, ?>) fields.get("map")).hasSize(1);
            assertThat(((List<?>) ((Map<?, ?>) fields.get("map")).get("arrays")))
                    .singleElement()
                    .isEqualTo(new long[] {2});
            assertThat(((Map<?, ?>) fields.get("held")).get("values")).isEqualTo(new int[] {2});
            ToyModel then = new ToyModel();
            then.restore(data.engine());
            assertThat(then.sum).isEqualTo(31 + 2);
        }

        @Test
        void aRunIsResumedFromItAsIfItHadNeverEnded() {
            train(run("async").attach(new Asks(Map.of(3L, "last"))), in(5, store::open));
            long whole = model.sum;
            model.sum = -1;
            List<Integer> trained = new ArrayList<>();
            train(run("async").resume(runs.resolve("kept").toString()), trained::add);

            assertThat(trained).containsExactly(4, 5);
            assertThat(model.sum).isEqualTo(whole);
        }
    }

    static final class EverySecond {
        private final List<String> heard;

        EverySecond(List<String> heard) {
            this.heard = heard;
        }

        @OnCheckpoint(every = 2)
        void saved(Checkpoint checkpoint) {
            heard.add(checkpoint.name());
        }
    }

    record Held(int[] values) {}

    /** Changes in place all that can be. */
    static final class Changes {
        @State
        double[] array = new double[2];

        @State
        List<Integer> list = new ArrayList<>();

        @State
        Map<String, List<long[]>> map = new LinkedHashMap<>(Map.of("arrays", new ArrayList<>(List.of(new long[1]))));

        @State
        Held held = new Held(new int[1]);

        @OnBatchEnd
        void end(long step) {
            java.util.Arrays.fill(array, step);
            list.add((int) step);
            map.get("arrays").get(0)[0] = step;
            held.values()[0] = (int) step;
        }
    }

    @Nested
    class TheTrainingWaits {

        @Test
        void withTheSwitchOff() {
            store.open();
            train(run("sync").attach(new Asks(Map.of(1L, "last"))), number -> {});

            assertThat(trace.events).containsSequence("batch end 0", "checkpoint last", "batch begin 1");
            assertThat(store.threads).containsExactly(Thread.currentThread().getName());
        }

        @Test
        void forSmallStatesIfNobodySaysOtherwise() {
            store.open();
            train(run("auto").attach(new Asks(Map.of(1L, "last"))), number -> {});

            assertThat(trace.events).containsSequence("batch end 0", "checkpoint last", "batch begin 1");
            assertThat(store.threads).containsExactly(Thread.currentThread().getName());
        }

        @Test
        void notForLargeOnes() {
            store.open();
            EngineState large = new EngineState() {
                @Override
                public Map<String, byte[]> save() {
                    return Map.of("weights", new byte[9 << 20]);
                }

                @Override
                public void restore(Map<String, byte[]> parts) {
                    throw new AssertionError("nobody resumes");
                }
            };
            train(run("auto").offers(EngineState.class, large).attach(new Asks(Map.of(1L, "last"))), number -> {});

            assertThat(store.threads).containsExactly(WRITER);
            assertThat(trace.events).containsOnlyOnce("checkpoint last");
        }
    }

    @Nested
    class AFault {

        private final Asks asks = new Asks(Map.of(1L, "last"));

        private void failInTheThirdBatch(int number) {
            if (number == 3) {
                store.failing("No space left on device").let(1);
                store.awaitWriter(1);
                store.mend();
            }
        }

        @Test
        void failsTheRunAtTheNextEventNamingCallbackCheckpointAndCause() {
            assertThatThrownBy(() -> train(run("async").attach(asks), this::failInTheThirdBatch))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage(
                            "The callback asks (writing the checkpoint last of step 1 while the training went on, from code) failed at @OnStep in batch 3 of epoch 1: IOException: No space left on device.")
                    .hasRootCauseMessage("No space left on device");

            assertThat(withoutReasons()).endsWith("batch begin 2", "step 3", "failure", "train end FAILED");
        }

        @Test
        void detachesTheCallbackIfItsPolicySaysSo() {
            RunResult result =
                    train(run("async").attach(asks).option("asks.on-failure", "detach"), this::failInTheThirdBatch);

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(result.decisions()).singleElement().satisfies(decision -> assertThat(decision.reason())
                    .contains("writing the checkpoint last of step 1")
                    .contains("No space left on device"));
        }

        @Test
        void isSaidBeforeTrainEndIfNoEventComesBefore() {
            CompletableFuture<Void> helper =
                    whenThisWaitsIn("awaitAll", () -> store.failing("disk gone").open());
            assertThatThrownBy(() -> train(run("async").attach(new Asks(Map.of(5L, "last"))), number -> {}))
                    .hasMessageContaining("disk gone");

            helper.join();
            assertThat(withoutReasons()).endsWith("epoch end 0", "failure", "train end FAILED");
        }

        private List<String> withoutReasons() {
            return trace.events.stream()
                    .map(event -> event.startsWith("failure ") ? "failure" : event)
                    .toList();
        }

        @Test
        void leavesTheOneBeforeUsable() {
            store.let(1);
            assertThatThrownBy(() -> train(run("async").attach(new Asks(Map.of(1L, "last", 2L, "last"))), number -> {
                        if (number == 2) {
                            store.awaitWriter(1);
                        } else if (number == 3) {
                            store.failing("disk full").let(1);
                            store.awaitWriter(2);
                        }
                    }))
                    .hasMessageContaining("disk full");

            assertThat(step(read("last"))).isEqualTo(1L);
        }
    }

    @Nested
    class TheEndWaits {

        private final Asks asks = new Asks(Map.of(4L, "last"));

        @Test
        void beforeTrainEnd() {
            CompletableFuture<Void> helper = whenThisWaitsIn("awaitAll", () -> {
                List<String> heard = List.copyOf(trace.events);
                store.open();
                assertThat(heard).endsWith("epoch end 0");
            });
            train(run("async").attach(asks), number -> {});

            helper.join();
            assertThat(trace.events).endsWith("epoch end 0", "checkpoint last", "train end COMPLETED");
        }

        @Test
        void afterTrainEndForWhatItsHandlersAskFor() {
            List<String> heard = new ArrayList<>();
            CompletableFuture<Void> helper = whenThisWaitsIn("awaitAll", store::open);
            train(run("async").attach(new AtTheEnd(heard)), number -> {});

            helper.join();
            assertThat(heard).containsExactly("end COMPLETED", "saved final", "saved again", "close");
            assertThat(store.ended).containsExactly("final", "again");
        }

        @Test
        void whenTheRunHasFailed() {
            CompletableFuture<Void> helper = whenThisWaitsIn("awaitAll", store::open);
            assertThatThrownBy(() -> train(run("async").attach(asks), in(5, () -> {
                        throw new IllegalStateException("loop");
                    })))
                    .hasMessageContaining("loop");

            helper.join();
            assertThat(store.ended).containsExactly("last");
            assertThat(step(read("last"))).isEqualTo(4L);
            assertThat(trace.events)
                    .as("after a failure nothing is fired but failure and train end")
                    .endsWith("step 4", "batch end 3", "batch begin 4", "failure loop", "train end FAILED");
        }

        @Test
        void whenTheRunIsInterrupted() {
            AtomicReference<Run> run = new AtomicReference<>();
            CompletableFuture<Void> helper = whenThisWaitsIn("awaitAll", store::open);
            RunResult result = train(run("async").attach(asks).onStart(run::set), in(4, () -> run.get()
                    .interrupt("Ctrl-C")));

            helper.join();
            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(trace.events).endsWith("epoch end 0", "checkpoint last", "train end INTERRUPTED");
        }

        @Test
        void andWhatWasAskedForAtTheEventOfAFailureIsNotTaken() {
            store.open();
            try (LogLines lines = LogLines.open()) {
                assertThatThrownBy(() -> train(
                                run("async").attach(asks).attach("b-fails", new At(4, checkpoints -> {
                                    throw new IllegalStateException("handler");
                                })),
                                number -> {}))
                        .hasMessageContaining("handler");
                assertThat(lines.warnings())
                        .containsExactly(
                                "WARN The checkpoint last of asks is not taken, as the run has failed at the same event.");
            }
            assertThat(store.begun).isEmpty();
        }
    }

    static final class AtTheEnd implements AutoCloseable {
        private final List<String> heard;

        AtTheEnd(List<String> heard) {
            this.heard = heard;
        }

        @OnCheckpoint
        void saved(Checkpoint checkpoint, Checkpoints checkpoints) {
            heard.add("saved " + checkpoint.name());
            if (checkpoint.name().equals("final")) {
                checkpoints.request("again");
            }
        }

        @OnTrainEnd
        void end(Run run, Checkpoints checkpoints) {
            heard.add("end " + run.outcome().orElseThrow());
            checkpoints.request("final");
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    @Nested
    class Deleting {

        private List<String> namesNow = new ArrayList<>();

        @Test
        void whatIsReplacedWaitsAndLeavesTheNewOne() {
            store.let(1);
            AtomicReference<CompletableFuture<Void>> helper = new AtomicReference<>();
            train(
                    run("async")
                            .attach(new Asks(Map.of(1L, "last", 3L, "last")))
                            .attach("at", new At(4, checkpoints -> {
                                Checkpoint old = checkpoints.saved().get(0);
                                assertThat(old.step()).isEqualTo(1);
                                helper.set(whenThisWaitsIn("await", store::open));
                                checkpoints.delete(old);
                                namesNow.addAll(names(checkpoints));
                            })),
                    in(2, () -> store.awaitWriter(1)));

            helper.get().join();
            assertThat(namesNow).isEmpty();
            assertThat(store.deleted).isEmpty();
            assertThat(step(read("last"))).isEqualTo(3L);
            assertThat(trace.events).filteredOn("checkpoint last"::equals).hasSize(2);
        }

        @Test
        void whatCouldNotBeReplacedDeletesIt() {
            store.let(1);
            assertThatThrownBy(() -> train(
                            run("async")
                                    .attach(new Asks(Map.of(1L, "last", 3L, "last")))
                                    .attach("at", new At(4, checkpoints -> {
                                        whenThisWaitsIn("await", () -> store.failing("gone")
                                                .open());
                                        checkpoints.delete(checkpoints.saved().get(0));
                                    })),
                            in(2, () -> store.awaitWriter(1))))
                    .hasMessageContaining("gone");

            assertThat(store.deleted).containsExactly("last");
        }

        @Test
        void anotherOneDoesNotWait() {
            store.let(1);
            train(
                    run("async").attach(new Asks(Map.of(1L, "a", 3L, "b"))).attach("at", new At(4, checkpoints -> {
                        checkpoints.delete(checkpoints.saved().get(0));
                        namesNow.addAll(names(checkpoints));
                        assertThat(store.ended).containsExactly("a");
                        store.open();
                    })),
                    in(2, () -> store.awaitWriter(1)));

            assertThat(store.deleted).containsExactly("a");
            assertThat(namesNow)
                    .as("one that is being written is not there yet")
                    .isEmpty();
            assertThat(store.ended).containsExactly("a", "b");
        }

        @Test
        void whatIsNotCompleteIsRefused() {
            assertThatThrownBy(() -> train(
                            run("async").attach(new Asks(Map.of(1L, "a"))).attach("at", new At(2, checkpoints -> {
                                store.open();
                                checkpoints.delete(new Checkpoint(
                                        "b", "", "asks", "OnBatchEnd", 0, 1, Map.of(), java.time.Instant.EPOCH));
                            })),
                            number -> {}))
                    .hasMessageContaining("was not written by this run");
        }

        private static List<String> names(Checkpoints checkpoints) {
            return checkpoints.saved().stream().map(Checkpoint::name).toList();
        }
    }
}
