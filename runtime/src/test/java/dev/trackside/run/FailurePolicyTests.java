package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Attach;
import dev.trackside.Decision;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an exception in a handler means: design, "Failures". */
class FailurePolicyTests {

    private final Trace trace = new Trace();

    private RunBuilder discovering() {
        return Trackside.run("test").withoutConfig().attach(trace).epochs(3);
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1})) {
                batch.record("loss", 1);
            }
        }
    }

    enum Fault {
        EXCEPTION,
        STACK_OVERFLOW,
        LINKAGE,
        ASSERTION,
        OUT_OF_MEMORY;

        void raise() {
            switch (this) {
                case EXCEPTION -> throw new IllegalStateException("broken");
                case STACK_OVERFLOW -> throw new StackOverflowError();
                case LINKAGE -> throw new NoClassDefFoundError("com/example/Missing");
                case ASSERTION -> throw new AssertionError("broken");
                case OUT_OF_MEMORY -> throw new OutOfMemoryError("simulated");
            }
        }
    }

    /** A reporter that fails. */
    @Plugin(value = "frail", attach = Attach.WHEN_CONFIGURED)
    static final class Frail {
        @Option
        Fault fault = Fault.EXCEPTION;

        @OnEpochEnd
        void end() {
            fault.raise();
        }
    }

    /** A decider that fails. */
    @Plugin(value = "frail-decider", phase = Phase.DECIDE, attach = Attach.WHEN_CONFIGURED)
    static final class FrailDecider {
        @Option
        Fault fault = Fault.EXCEPTION;

        @OnEpochEnd
        void end() {
            fault.raise();
        }
    }

    @Nested
    class ADiscoveredReporter {

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OUT_OF_MEMORY")
        void isDetachedOnceAndNamedInTheSummary(Fault fault) {
            RunResult result = discovering().option("frail.fault", fault).train(FailurePolicyTests::train);

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(result.summary().epochs()).isEqualTo(3);
            assertThat(result.summary().callbacks())
                    .filteredOn(callback -> callback.id().equals("frail"))
                    .singleElement()
                    .satisfies(callback -> {
                        assertThat(callback.calls()).isEqualTo(1);
                        assertThat(callback.detached().orElseThrow()).contains("Frail.end()", "@OnEpochEnd in epoch 1");
                    });
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback)
                    .containsExactly(tuple(Decision.Kind.DETACH, "frail"));
        }

        @Test
        void thatHasNoMemoryEndsTheRun() {
            assertThatThrownBy(() -> discovering()
                            .option("frail.fault", Fault.OUT_OF_MEMORY)
                            .train(FailurePolicyTests::train))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("OutOfMemoryError: simulated")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(trace.events).endsWith("train end FAILED");
        }

        @Test
        void failsTheRunIfTheFileSaysSo(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("t.yaml"), """
                    plugins:
                      frail: { on-failure: fail }
                    """);
            assertThatThrownBy(() -> Trackside.run("test")
                            .config(file)
                            .attach(trace)
                            .epochs(3)
                            .train(FailurePolicyTests::train))
                    .hasMessageContaining("frail")
                    .hasRootCauseMessage("broken");
        }
    }

    @Nested
    class ADiscoveredDecider {

        @ParameterizedTest
        @EnumSource
        void failsTheRun(Fault fault) {
            assertThatThrownBy(() ->
                            discovering().option("frail-decider.fault", fault).train(FailurePolicyTests::train))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("frail-decider");
            assertThat(trace.events).doesNotContain("epoch begin 1").endsWith("train end FAILED");
        }

        @Test
        void isDetachedIfTheFileSaysSo(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("t.yaml"), """
                    plugins:
                      frail-decider: { on-failure: detach }
                    """);
            RunResult result = Trackside.run("test").config(file).epochs(3).train(FailurePolicyTests::train);

            assertThat(result.summary().epochs()).isEqualTo(3);
        }
    }

    @Nested
    class AReporterThatCodeAttaches {

        @Test
        void failsTheRun() {
            assertThatThrownBy(() -> discovering().attach(new Frail()).train(FailurePolicyTests::train))
                    .hasMessageContaining("frail (Frail.end(), from code) failed at @OnEpochEnd in epoch 1");
            assertThat(trace.events).doesNotContain("epoch begin 1");
        }

        @Test
        void isDetachedIfTheFileSaysSo(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("t.yaml"), """
                    plugins:
                      frail: { on-failure: detach }
                    """);
            RunResult result = Trackside.run("test")
                    .config(file)
                    .attach(new Frail())
                    .epochs(3)
                    .train(FailurePolicyTests::train);

            assertThat(result.summary().callbacks())
                    .extracting(RunSummary.Callback::id, callback -> callback.detached()
                            .isPresent())
                    .containsExactly(tuple("frail", true));
        }
    }

    @Nested
    class TheEndsOfAFailedRun {

        private final List<String> heard = new ArrayList<>();

        @Test
        void reachEverybodyAndWhatTheyThrowIsSuppressed() {
            IllegalStateException fault = new IllegalStateException("no data");
            Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> Trackside.run("test")
                    .withoutConfig()
                    .withoutDiscovery()
                    .attach("a", new FailsAtTheEnds("a", heard))
                    .attach("b", new FailsAtTheEnds("b", heard))
                    .train(loop -> {
                        throw fault;
                    }));

            assertThat(thrown).isSameAs(fault);
            assertThat(heard)
                    .containsExactly(
                            "a failure no data", "b failure no data", "a train end FAILED", "b train end FAILED");
            assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .allMatch(message -> message.contains("failed at @"))
                    .hasSize(4);
        }

        @Test
        void reachTheCallbackThatFailedItToo() {
            assertThatThrownBy(() -> Trackside.run("test")
                            .withoutConfig()
                            .withoutDiscovery()
                            .attach(new FailsInABatch(heard))
                            .epochs(1)
                            .train(FailurePolicyTests::train))
                    .hasMessageContaining("fails-in-a-batch");
            assertThat(heard).containsExactly("failure", "train end");
        }
    }

    static final class FailsAtTheEnds {
        private final String name;
        private final List<String> heard;

        FailsAtTheEnds(String name, List<String> heard) {
            this.name = name;
            this.heard = heard;
        }

        @OnFailure
        void failure(Throwable failure) {
            heard.add(name + " failure " + failure.getMessage());
            throw new IllegalStateException("again");
        }

        @OnTrainEnd
        void end(dev.trackside.Run run) {
            heard.add(name + " train end " + run.outcome().orElseThrow());
            throw new IllegalStateException("and again");
        }
    }

    static final class FailsInABatch {
        private final List<String> heard;

        FailsInABatch(List<String> heard) {
            this.heard = heard;
        }

        @OnBatchEnd
        void batch() {
            throw new IllegalStateException("broken");
        }

        @OnFailure
        void failure() {
            heard.add("failure");
        }

        @OnTrainEnd
        void end() {
            heard.add("train end");
        }
    }
}
