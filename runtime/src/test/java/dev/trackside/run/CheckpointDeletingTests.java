package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are deleted while others are written. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckpointDeletingTests {

    @TempDir
    Path runs;

    private GatedRun gated;

    @BeforeEach
    void create() {
        gated = new GatedRun(runs);
    }

    @Nested
    class Deleting {

        private List<String> namesNow = new ArrayList<>();

        @Test
        void whatIsReplacedWaitsAndLeavesTheNewOne() {
            gated.store.let(1);
            AtomicReference<CompletableFuture<Void>> helper = new AtomicReference<>();
            gated.train(
                    gated.run("async")
                            .attach(new GatedRun.Asks(Map.of(1L, "last", 3L, "last")))
                            .attach("at", new GatedRun.At(4, checkpoints -> {
                                Checkpoint old = checkpoints.saved().get(0);
                                assertThat(old.step()).isEqualTo(1);
                                helper.set(GatedRun.whenThisWaitsIn("await", gated.store::open));
                                checkpoints.delete(old);
                                namesNow.addAll(names(checkpoints));
                            })),
                    GatedRun.in(2, () -> gated.store.awaitWriter(1)));

            helper.get().join();
            assertThat(namesNow).isEmpty();
            assertThat(gated.store.deleted).isEmpty();
            assertThat(GatedRun.step(gated.read("last"))).isEqualTo(3L);
            assertThat(gated.trace.events).filteredOn("checkpoint last"::equals).hasSize(2);
        }

        @Test
        void whatCouldNotBeReplacedDeletesIt() {
            gated.store.let(1);
            assertThatThrownBy(() -> gated.train(
                            gated.run("async")
                                    .attach(new GatedRun.Asks(Map.of(1L, "last", 3L, "last")))
                                    .attach("at", new GatedRun.At(4, checkpoints -> {
                                        GatedRun.whenThisWaitsIn("await", () -> gated.store
                                                .failing("gone")
                                                .open());
                                        checkpoints.delete(checkpoints.saved().get(0));
                                    })),
                            GatedRun.in(2, () -> gated.store.awaitWriter(1))))
                    .hasMessageContaining("gone");

            assertThat(gated.store.deleted).containsExactly("last");
        }

        @Test
        void anotherOneDoesNotWait() {
            gated.store.let(1);
            gated.train(
                    gated.run("async")
                            .attach(new GatedRun.Asks(Map.of(1L, "a", 3L, "b")))
                            .attach("at", new GatedRun.At(4, checkpoints -> {
                                checkpoints.delete(checkpoints.saved().get(0));
                                namesNow.addAll(names(checkpoints));
                                assertThat(gated.store.ended).containsExactly("a");
                                gated.store.open();
                            })),
                    GatedRun.in(2, () -> gated.store.awaitWriter(1)));

            assertThat(gated.store.deleted).containsExactly("a");
            assertThat(namesNow)
                    .as("one that is being written is not there yet")
                    .isEmpty();
            assertThat(gated.store.ended).containsExactly("a", "b");
        }

        @Test
        void whatIsNotCompleteIsRefused() {
            assertThatThrownBy(() -> gated.train(
                            gated.run("async")
                                    .attach(new GatedRun.Asks(Map.of(1L, "a")))
                                    .attach("at", new GatedRun.At(2, checkpoints -> {
                                        gated.store.open();
                                        checkpoints.delete(new Checkpoint(
                                                "b",
                                                "",
                                                "asks",
                                                "OnBatchEnd",
                                                0,
                                                1,
                                                Map.of(),
                                                java.time.Instant.EPOCH));
                                    })),
                            number -> {}))
                    .hasMessageContaining("was not written by this run");
        }

        private static List<String> names(Checkpoints checkpoints) {
            return checkpoints.saved().stream().map(Checkpoint::name).toList();
        }
    }
}
