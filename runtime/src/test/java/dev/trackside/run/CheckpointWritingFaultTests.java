package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that cannot be written fails the run, or detaches who asked for it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CheckpointWritingFaultTests {

    @TempDir
    Path runs;

    private GatedRun gated;

    @BeforeEach
    void create() {
        gated = new GatedRun(runs);
    }

    @Nested
    class AFault {

        private final GatedRun.Asks asks = new GatedRun.Asks(Map.of(1L, "last"));

        private void failInTheThirdBatch(int number) {
            if (number == 3) {
                gated.store.failing("No space left on device").let(1);
                gated.store.awaitWriter(1);
                gated.store.mend();
            }
        }

        @Test
        void failsTheRunAtTheNextEventNamingCallbackCheckpointAndCause() {
            assertThatThrownBy(() -> gated.train(gated.run("async").attach(asks), this::failInTheThirdBatch))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage(
                            "The callback asks (writing the checkpoint last of step 1 while the training went on, from code) failed at @OnStep in batch 3 of epoch 1: IOException: No space left on device.")
                    .hasRootCauseMessage("No space left on device");

            assertThat(withoutReasons()).endsWith("batch begin 2", "step 3", "failure", "train end FAILED");
        }

        @Test
        void detachesTheCallbackIfItsPolicySaysSo() {
            RunResult result = gated.train(
                    gated.run("async").attach(asks).option("asks.on-failure", "detach"), this::failInTheThirdBatch);

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(result.decisions()).singleElement().satisfies(decision -> assertThat(decision.reason())
                    .contains("writing the checkpoint last of step 1")
                    .contains("No space left on device"));
        }

        @Test
        void isSaidBeforeTrainEndIfNoEventComesBefore() {
            CompletableFuture<Void> helper = GatedRun.whenThisWaitsIn(
                    "awaitAll", () -> gated.store.failing("disk gone").open());
            assertThatThrownBy(() ->
                            gated.train(gated.run("async").attach(new GatedRun.Asks(Map.of(5L, "last"))), number -> {}))
                    .hasMessageContaining("disk gone");

            helper.join();
            assertThat(withoutReasons()).endsWith("epoch end 0", "failure", "train end FAILED");
        }

        private List<String> withoutReasons() {
            return gated.trace.events.stream()
                    .map(event -> event.startsWith("failure ") ? "failure" : event)
                    .toList();
        }

        @Test
        void leavesTheOneBeforeUsable() {
            gated.store.let(1);
            assertThatThrownBy(() -> gated.train(
                            gated.run("async").attach(new GatedRun.Asks(Map.of(1L, "last", 2L, "last"))), number -> {
                                if (number == 2) {
                                    gated.store.awaitWriter(1);
                                } else if (number == 3) {
                                    gated.store.failing("disk full").let(1);
                                    gated.store.awaitWriter(2);
                                }
                            }))
                    .hasMessageContaining("disk full");

            assertThat(GatedRun.step(gated.read("last"))).isEqualTo(1L);
        }
    }
}
