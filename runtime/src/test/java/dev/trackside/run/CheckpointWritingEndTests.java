package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.Run;
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

/** A run does not end before its checkpoints are complete. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckpointWritingEndTests {

    @TempDir
    Path runs;

    private GatedRun gated;

    @BeforeEach
    void create() {
        gated = new GatedRun(runs);
    }

    @Nested
    class TheEndWaits {

        private final GatedRun.Asks asks = new GatedRun.Asks(Map.of(4L, "last"));

        @Test
        void beforeTrainEnd() {
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn("awaitAll", () -> {
                List<String> heard = List.copyOf(gated.trace.events);
                gated.store.open();
                assertThat(heard).endsWith("epoch end 0");
            });
            gated.train(gated.run("async").attach(asks), number -> {});

            helper.join();
            assertThat(gated.trace.events).endsWith("epoch end 0", "checkpoint last", "train end COMPLETED");
        }

        @Test
        void afterTrainEndForWhatItsHandlersAskFor() {
            List<String> heard = new ArrayList<>();
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn("awaitAll", gated.store::open);
            gated.train(gated.run("async").attach(new AtTheEnd(heard)), number -> {});

            helper.join();
            assertThat(heard).containsExactly("end COMPLETED", "saved final", "saved again", "close");
            assertThat(gated.store.ended).containsExactly("final", "again");
        }

        @Test
        void whenTheRunHasFailed() {
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn("awaitAll", gated.store::open);
            assertThatThrownBy(() -> gated.train(gated.run("async").attach(asks), GatedRun.in(5, () -> {
                        throw new IllegalStateException("loop");
                    })))
                    .hasMessageContaining("loop");

            helper.join();
            assertThat(gated.store.ended).containsExactly("last");
            assertThat(GatedRun.step(gated.read("last"))).isEqualTo(4L);
            assertThat(gated.trace.events)
                    .as("after a failure nothing is fired but failure and train end")
                    .endsWith("step 4", "batch end 3", "batch begin 4", "failure loop", "train end FAILED");
        }

        @Test
        void whenTheRunIsInterrupted() {
            AtomicReference<Run> run = new AtomicReference<>();
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn("awaitAll", gated.store::open);
            RunResult result =
                    gated.train(gated.run("async").attach(asks).onStart(run::set), GatedRun.in(4, () -> run.get()
                            .interrupt("Ctrl-C")));

            helper.join();
            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(gated.trace.events).endsWith("epoch end 0", "checkpoint last", "train end INTERRUPTED");
        }

        @Test
        void andWhatWasAskedForAtTheEventOfAFailureIsNotTaken() {
            gated.store.open();
            try (LogLines lines = LogLines.open()) {
                assertThatThrownBy(() -> gated.train(
                                gated.run("async").attach(asks).attach("b-fails", new GatedRun.At(4, checkpoints -> {
                                    throw new IllegalStateException("handler");
                                })),
                                number -> {}))
                        .hasMessageContaining("handler");
                assertThat(lines.warnings())
                        .containsExactly(
                                "WARN The checkpoint last of asks is not taken, as the run has failed at the same event.");
            }
            assertThat(gated.store.begun).isEmpty();
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
}
