package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoint;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.State;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints are written while the training goes on, or it waits. Faults: {@link CheckpointWritingFaultTests}; the end: {@link CheckpointWritingEndTests}; deleting:
 * {@link CheckpointDeletingTests}.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckpointWritingTests {

    private static final String WRITER = "trackside-checkpoint";

    @TempDir
    Path runs;

    private GatedRun gated;

    @BeforeEach
    void create() {
        gated = new GatedRun(runs);
    }

    @Nested
    class WhileTheTrainingGoesOn {

        @Test
        void oneIsToldOfAtTheEndOfTheFirstEventAfterItIsComplete() {
            gated.train(gated.run("async").attach(new GatedRun.Asks(Map.of(1L, "last"))), number -> {
                if (number == 2) {
                    gated.store.awaitBegun(1);
                    assertThat(gated.store.ended).isEmpty();
                } else if (number == 4) {
                    assertThat(gated.store.ended).isEmpty();
                    gated.store.let(1);
                    gated.store.awaitWriter(1);
                }
            });

            assertThat(gated.trace.events)
                    .containsSequence("batch end 0", "batch begin 1")
                    .containsSequence("batch end 2", "batch begin 3", "step 4", "checkpoint last", "batch end 3");
            assertThat(gated.store.threads).containsExactly(WRITER);
            assertThat(GatedRun.step(gated.read("last"))).isEqualTo(1L);
        }

        @Test
        void theyAreWrittenAndToldOfInTheOrderOfTheRequests() {
            gated.train(gated.run("async").attach(new GatedRun.Asks(Map.of(1L, "a", 2L, "b"))), GatedRun.in(3, () -> {
                gated.store.let(2);
                gated.store.awaitWriter(2);
            }));

            assertThat(gated.store.ended).containsExactly("a", "b");
            assertThat(gated.trace.events).containsSequence("step 3", "checkpoint a", "checkpoint b", "batch end 2");
        }

        @Test
        void eachOneIsCountedAsWhatItIs() {
            List<String> even = new ArrayList<>();
            gated.train(
                    gated.run("async")
                            .attach(new GatedRun.Asks(Map.of(1L, "a", 2L, "b")))
                            .attach(new EverySecond(even)),
                    GatedRun.in(3, () -> {
                        gated.store.let(2);
                        gated.store.awaitWriter(2);
                    }));

            assertThat(even).containsExactly("b");
        }

        @Test
        void aThirdOneWaitsForTheFirst() {
            List<Integer> trained = new ArrayList<>();
            LogLines lines = LogLines.open();
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn("awaitRoom", () -> {
                List<String> begun = List.copyOf(gated.store.begun);
                int batches = trained.size();
                gated.store.open();
                assertThat(begun).containsExactly("a");
                assertThat(batches).isEqualTo(3);
            });
            gated.train(gated.run("async").attach(new GatedRun.Asks(Map.of(1L, "a", 2L, "b", 3L, "c"))), number -> {
                trained.add(number);
                if (number == 2) {
                    gated.store.awaitBegun(1); // else the second one may wait for the thread to begin
                }
            });

            helper.join();
            lines.close();
            assertThat(lines.lines())
                    .containsOnlyOnce(
                            "INFO checkpoints are asked for faster than they are written: the training waits until a is, as b waits, too");
            assertThat(gated.store.ended).containsExactly("a", "b", "c");
        }

        @Test
        void whatItHoldsIsNotChangedByLaterTraining() {
            Changes changes = new Changes();
            gated.train(
                    gated.run("async").attach(changes).attach(new GatedRun.Asks(Map.of(2L, "last"))),
                    GatedRun.in(5, () -> {
                        gated.store.let(1);
                        gated.store.awaitWriter(1);
                    }));

            CheckpointData data = gated.read("last");
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
            gated.train(
                    gated.run("async").attach(new GatedRun.Asks(Map.of(3L, "last"))),
                    GatedRun.in(5, gated.store::open));
            long whole = gated.model.sum;
            gated.model.sum = -1;
            List<Integer> trained = new ArrayList<>();
            gated.train(gated.run("async").resume(runs.resolve("kept").toString()), trained::add);

            assertThat(trained).containsExactly(4, 5);
            assertThat(gated.model.sum).isEqualTo(whole);
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
            gated.store.open();
            gated.train(gated.run("sync").attach(new GatedRun.Asks(Map.of(1L, "last"))), number -> {});

            assertThat(gated.trace.events).containsSequence("batch end 0", "checkpoint last", "batch begin 1");
            assertThat(gated.store.threads)
                    .containsExactly(Thread.currentThread().getName());
        }

        @Test
        void forSmallStatesIfNobodySaysOtherwise() {
            gated.store.open();
            gated.train(gated.run("auto").attach(new GatedRun.Asks(Map.of(1L, "last"))), number -> {});

            assertThat(gated.trace.events).containsSequence("batch end 0", "checkpoint last", "batch begin 1");
            assertThat(gated.store.threads)
                    .containsExactly(Thread.currentThread().getName());
        }

        @Test
        void notForLargeOnes() {
            gated.store.open();
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
            gated.train(
                    gated.run("auto").offers(EngineState.class, large).attach(new GatedRun.Asks(Map.of(1L, "last"))),
                    number -> {});

            assertThat(gated.store.threads).containsExactly(WRITER);
            assertThat(gated.trace.events).containsOnlyOnce("checkpoint last");
        }
    }
}
