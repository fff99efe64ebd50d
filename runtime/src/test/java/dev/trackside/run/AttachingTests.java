package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is in a run, under which id, and what becomes of it: design, "Attaching". */
class AttachingTests {

    private final List<String> heard = new ArrayList<>();

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                batch.record("loss", 1);
            }
        }
    }

    @Nested
    class AnId {

        @Test
        void isTheSimpleNameOfAClassThatIsNoPlugin() {
            RunResult result = run().attach(new Tells("a", heard)).epochs(1).train(AttachingTests::train);

            assertThat(result.summary().callbacks())
                    .extracting(RunSummary.Callback::id)
                    .containsExactly("tells");
        }

        @Test
        void ofASubclassWithoutHandlersIsThatOfItsSuperclassWhoseTableItUses() {
            RunResult result =
                    run().attach(new Tells("sub", heard) {}).epochs(1).train(AttachingTests::train);

            assertThat(result.summary().callbacks())
                    .extracting(RunSummary.Callback::id)
                    .containsExactly("tells");
            assertThat(heard).contains("sub hears epoch 0");
        }

        @Test
        void givenTwiceIsAnError() {
            assertThatThrownBy(() -> run().attach("x", new Tells("a", heard))
                            .attach("x", new Tells("b", heard))
                            .epochs(1)
                            .train(AttachingTests::train))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("Two callbacks have the id x");
            assertThat(heard).containsExactlyInAnyOrder("a closes", "b closes");
        }

        @Test
        void thatIsNoneOrReservedIsAnErrorEarlyAndLate() {
            assertThatThrownBy(() -> run().attach("Early Stop", new Tells("a", heard))
                            .epochs(1)
                            .train(AttachingTests::train))
                    .hasMessageContaining("Early Stop");
            assertThatThrownBy(() -> run().attach("engine", new Tells("a", heard))
                            .epochs(1)
                            .train(AttachingTests::train))
                    .hasMessageContaining("engine");
            assertThatThrownBy(() -> run().epochs(1).train(loop -> loop.run().attach("loading", new Tells("a", heard))))
                    .hasMessageContaining("loading");
        }

        @Test
        void ofADiscoveredPluginIsTakenOverByWhatCodeAttaches() {
            ById byHand = new ById();
            RunResult result = Trackside.run("test")
                    .withoutConfig()
                    .attach(byHand)
                    .option("by-id.times", 3)
                    .epochs(1)
                    .train(AttachingTests::train);

            assertThat(byHand.calls).isEqualTo(1);
            assertThat(byHand.times).isEqualTo(3);
            assertThat(result.summary().callbacks())
                    .filteredOn(callback -> callback.id().equals("by-id"))
                    .singleElement()
                    .extracting(RunSummary.Callback::origin)
                    .isEqualTo("code");
        }
    }

    @Plugin(value = "by-id", attach = Attach.WHEN_CONFIGURED)
    static final class ById {
        @Option
        int times = 1;

        int calls;

        @OnEpochEnd
        void end() {
            calls++;
        }
    }

    @Nested
    class Closing {

        @Test
        void isOnceAndInReverseOrder() {
            run().attach("b", new Tells("b", heard))
                    .attach("a", new Tells("a", heard))
                    .attach("c", new Tells("c", heard))
                    .epochs(1)
                    .train(AttachingTests::train);

            assertThat(heard).endsWith("a ends", "b ends", "c ends", "c closes", "b closes", "a closes");
            assertThat(heard).filteredOn("b closes"::equals).hasSize(1);
        }

        @Test
        void comesAfterAFailureToo() {
            assertThatThrownBy(() -> run().attach(new Tells("a", heard)).train(loop -> {
                        throw new IllegalStateException("no data");
                    }))
                    .hasMessage("no data");

            assertThat(heard).containsExactly("a begins", "a ends", "a closes");
        }

        @Test
        void thatFailsKeepsNobodyElseOpenAndIsThrown() {
            assertThatThrownBy(() -> run().attach("a", new Tells("a", heard))
                            .attach("b", new WillNotClose())
                            .epochs(1)
                            .train(AttachingTests::train))
                    .hasMessageContaining("b could not be closed at the end of the run: stuck");
            assertThat(heard).endsWith("a closes");
        }
    }

    static final class WillNotClose implements AutoCloseable {
        @OnEpochEnd
        void end() {}

        @Override
        public void close() {
            throw new IllegalStateException("stuck");
        }
    }

    @Nested
    class EachRunSays {

        @Test
        void inALineWhoJoinedAndWhy() {
            try (LogLines log = LogLines.open()) {
                Trackside.run("test")
                        .withoutConfig()
                        .attach("mine", new Tells("a", heard))
                        .epochs(1)
                        .train(AttachingTests::train);

                assertThat(log.lines())
                        .contains("INFO mine (REPORT) from code, attached by code")
                        .as("of who only waits for being configured nothing is said")
                        .noneMatch(line -> line.contains("by-id") || line.contains("base"));
            }
        }
    }

    @Nested
    class TwoRunsOfOneBuilder {

        @Test
        void areTwoRuns() {
            Counts counts = new Counts();
            RunBuilder builder = run().attach(counts).epochs(2);
            RunResult first = builder.train(AttachingTests::train);
            RunResult second = builder.train(AttachingTests::train);

            assertThat(counts.begun).isEqualTo(2);
            assertThat(first.summary().steps()).isEqualTo(4);
            assertThat(second.summary().steps()).isEqualTo(4);
            assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    static final class Counts {
        int begun;

        @OnTrainBegin
        void begin() {
            begun++;
        }

        @OnEpochBegin
        void epoch() {}
    }
}
