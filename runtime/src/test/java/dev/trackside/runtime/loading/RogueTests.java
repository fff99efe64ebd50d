package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.run.LogLines;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import dev.trackside.runtime.loading.sample.Rogue;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.loading.sample.SoundZ;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between two sound plugins from a folder runs one that misbehaves in its handlers. */
@Timeout(120)
class RogueTests {

    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    private ClassLoader before;

    @BeforeEach
    void aroundIt() throws IOException {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(HostLoader.INSTANCE);
        new TestJar().classes(SoundA.class).in(folder, "a.jar");
        new TestJar().classes(Rogue.class, Rogue.Guest.class).in(folder, "rogue.jar");
        new TestJar().classes(SoundZ.class).in(folder, "z.jar");
    }

    @AfterEach
    void asItWas() {
        Thread.currentThread().setContextClassLoader(before);
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("trackside.test."));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("rogue-worker")) {
                thread.interrupt();
            }
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Rogue.Fault.class,
            names = {"THROWS", "ERROR", "OVERFLOWS"})
    void whatItThrowsCostsIt(Rogue.Fault fault) throws IOException {
        Map<String, RunSummary.Callback> callbacks = run(fault);

        assertSound(callbacks);
        assertThat(callbacks.get("sample-rogue").detached().orElseThrow())
                .startsWith(
                        "The callback sample-rogue (Rogue.misbehave(Run), from rogue.jar) failed at @OnEpochEnd in epoch 1: ")
                .contains(
                        switch (fault) {
                            case THROWS -> "IllegalStateException: no reason";
                            case ERROR -> "AssertionError: no reason";
                            default -> "StackOverflowError";
                        });
    }

    @Test
    void wantOfMemoryIsNamedAndEndsTheRunInOrder() {
        assertThatThrownBy(() -> run(Rogue.Fault.EXHAUSTS_MEMORY))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "The callback sample-rogue (Rogue.misbehave(Run), from rogue.jar) failed at @OnEpochEnd in epoch 1: OutOfMemoryError")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aCallThatHangsIsInterruptedAtItsDeadlineAndTheRunGoesOnWithoutIt() throws IOException {
        try (LogLines log = LogLines.open()) {
            Map<String, RunSummary.Callback> callbacks =
                    run(builder(Rogue.Fault.HANGS, "").option("run.callback-deadline", "50ms"));

            assertSound(callbacks);
            assertThat(callbacks.get("sample-rogue").detached().orElseThrow())
                    .contains(
                            "sample-rogue",
                            "rogue.jar",
                            "it did not return within 50 ms (run.callback-deadline) and was interrupted; then it threw java.lang.IllegalStateException: interrupted");
            assertThat(log.warnings())
                    .anyMatch(
                            line -> line.contains(
                                    "sample-rogue (Rogue.misbehave(Run), from rogue.jar) has not returned within 50 ms (run.callback-deadline) and is interrupted. It is at "));
        }
    }

    @Test
    void aCallThatHangsFailsTheRunIfThatIsItsPolicy() {
        assertThatThrownBy(() ->
                        run(builder(Rogue.Fault.HANGS, ", on-failure: fail").option("run.callback-deadline", "50ms")))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining(
                        "sample-rogue (Rogue.misbehave(Run), from rogue.jar) failed at @OnEpochEnd in epoch 1: it did not return within 50 ms");
    }

    @Test
    void aCallThatDoesNotReactIsNamedAgainAndLeavesNoInterruptToTheOthers() throws IOException {
        try (LogLines log = LogLines.open()) {
            Thread person = new Thread(() -> {
                log.await("was interrupted and does not react");
                System.setProperty("trackside.test.go", "on");
            });
            person.start();
            Map<String, RunSummary.Callback> callbacks =
                    run(builder(Rogue.Fault.HANGS_DEAFLY, "").option("run.callback-deadline", "20ms"));

            assertSound(callbacks);
            assertThat(callbacks.get("sample-rogue").detached().orElseThrow())
                    .contains("it did not return within 20 ms (run.callback-deadline) and was interrupted.");
            assertThat(log.lines())
                    .anyMatch(
                            line -> line.startsWith(
                                    "ERROR sample-rogue (Rogue.misbehave(Run), from rogue.jar) was interrupted and does not react. Only the end of the process ends it; the run waits. It is at "));
        }
    }

    @Test
    void anInterruptThatItLeavesIsTakenBackAndToldOnce() throws IOException {
        try (LogLines log = LogLines.open()) {
            AtomicInteger interrupted = new AtomicInteger();
            Map<String, RunSummary.Callback> callbacks = run(builder(Rogue.Fault.LEAVES_AN_INTERRUPT, ""), () -> {
                if (Thread.currentThread().isInterrupted()) {
                    interrupted.incrementAndGet();
                }
            });

            assertSound(callbacks);
            assertThat(callbacks.get("sample-rogue").calls()).isEqualTo(2 * EPOCHS);
            assertThat(interrupted).hasValue(0);
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("trains interrupted"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARN sample-rogue (from rogue.jar) leaves the thread that trains interrupted after misbehave(Run). The interrupt is taken back");
        }
    }

    @Test
    void anInterruptOfSomebodyElseThatItTakesIsGivenBack() throws IOException {
        AtomicInteger interrupted = new AtomicInteger();
        Map<String, RunSummary.Callback> callbacks = run(builder(Rogue.Fault.TAKES_AN_INTERRUPT, ""), () -> {
            if (Thread.interrupted()) {
                interrupted.incrementAndGet();
            }
            Thread.currentThread().interrupt();
        });

        assertSound(callbacks);
        assertThat(System.getProperty("trackside.test.interrupted")).isEqualTo("true");
        assertThat(interrupted).as("each but the first batch").hasValue(2 * EPOCHS - 1);
        assertThat(Thread.interrupted()).as("the last one's").isTrue();
    }

    @Test
    void aContextLoaderThatItLeavesIsPutBackAndToldOnce() throws IOException {
        try (LogLines log = LogLines.open()) {
            AtomicInteger strange = new AtomicInteger();
            Map<String, RunSummary.Callback> callbacks = run(builder(Rogue.Fault.LEAVES_A_LOADER, ""), () -> {
                if (Thread.currentThread().getContextClassLoader() != HostLoader.INSTANCE) {
                    strange.incrementAndGet();
                }
            });

            assertSound(callbacks);
            assertThat(strange).hasValue(0);
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("context class loader"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN sample-rogue (from rogue.jar) leaves another context class loader behind");
        }
    }

    @Test
    void threadsThatItLeavesAreNamedAtTheEnd() throws IOException {
        try (LogLines log = LogLines.open()) {
            Map<String, RunSummary.Callback> callbacks = run(Rogue.Fault.LEAVES_A_THREAD);

            assertSound(callbacks);
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("running after the run"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARN sample-rogue (from rogue.jar) leaves 3 threads running after the run: rogue-worker at ")
                    .endsWith("A plugin that starts threads ends them in close().");
        }
    }

    @Test
    void whatItAttachesAndDetachesInTheMiddleOfEventsDisturbsNobody() throws IOException {
        Map<String, RunSummary.Callback> callbacks = run(Rogue.Fault.ATTACHES);

        assertSound(callbacks);
        assertThat(callbacks.get("sample-rogue").detached()).isEmpty();
    }

    @Test
    void aClassThatEndsTheProgramIsWarnedOfWhenItIsLoaded() throws IOException {
        try (LogLines log = LogLines.open()) {
            run(Rogue.Fault.ATTACHES);

            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("System.exit"))
                    .containsExactly(
                            "WARN rogue.jar: the class dev.trackside.runtime.loading.sample.Rogue calls System.exit, which ends the whole program and every run in it. A plugin ends a run with Control.stop(reason) or run.interrupt(reason); tell its author.");
        }
    }

    private Map<String, RunSummary.Callback> run(Rogue.Fault fault) throws IOException {
        return run(builder(fault, ""));
    }

    private static Map<String, RunSummary.Callback> run(RunBuilder builder) {
        return run(builder, () -> {});
    }

    private static Map<String, RunSummary.Callback> run(RunBuilder builder, Runnable eachBatch) {
        return builder
                .train(loop -> {
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2))) {
                            eachBatch.run();
                            batch.record("loss", 1);
                        }
                    }
                })
                .summary()
                .callbacks()
                .stream()
                .collect(Collectors.toMap(RunSummary.Callback::id, callback -> callback));
    }

    private RunBuilder builder(Rogue.Fault fault, String more) throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), """
                plugins:
                  sample-sound-a: {}
                  sample-rogue: { fault: %s%s }
                  sample-sound-z: {}
                """.formatted(
                        fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), more));
        return Trackside.run("test")
                .config(config)
                .plugins(folder)
                .epochs(EPOCHS)
                .option("run.dir", folder.resolve("runs").toString());
    }

    private static void assertSound(Map<String, RunSummary.Callback> callbacks) {
        for (String id : List.of("sample-sound-a", "sample-sound-z")) {
            assertThat(callbacks.get(id).calls()).as(id).isEqualTo(EPOCHS);
            assertThat(callbacks.get(id).detached()).as(id).isEmpty();
        }
    }
}
