package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Artifact;
import dev.trackside.Attach;
import dev.trackside.Clock;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.RunFiles;
import dev.trackside.TracksideException;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import dev.trackside.spi.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where a run takes its settings, and where it leaves what it writes: design, "Starting a run", "Services" and "The file". */
class RunStartTests {

    private static final String PROPERTY = "trackside.config";

    @TempDir
    Path folder;

    @AfterEach
    void forgetTheProperty() {
        System.clearProperty(PROPERTY);
    }

    private static void train(Loop loop) {
        loop.epochs().forEach(epoch -> {});
    }

    private Path file(String name, int epochs) throws IOException {
        return Files.writeString(folder.resolve(name), "run: { name: from-file, epochs: %d }%n".formatted(epochs));
    }

    private static RunBuilder run() {
        return Trackside.run("").withoutDiscovery();
    }

    @Nested
    class AProgram {

        @Test
        void readsTheFileThatItNames() throws IOException {
            System.setProperty(PROPERTY, file("property.yaml", 3).toString());
            RunResult result = run().config(file("named.yaml", 2)).train(RunStartTests::train);

            assertThat(result.summary().epochs()).isEqualTo(2);
            assertThat(result.run().name()).isEqualTo("from-file");
        }

        @Test
        void readsTheFileOfTheSystemPropertyElse() throws IOException {
            System.setProperty(PROPERTY, file("property.yaml", 3).toString());

            assertThat(run().train(RunStartTests::train).summary().epochs()).isEqualTo(3);
        }

        @Test
        void readsTheFileInItsFolderElse() throws Exception {
            file("trackside.yaml", 4);
            Jvm jvm = Jvm.in(folder).classPath(System.getProperty("java.class.path"));

            assertThat(jvm.run(CountsEpochs.class.getName())).isEqualTo("4 epochs of from-file");
            Files.delete(folder.resolve("trackside.yaml"));
            assertThat(jvm.run(CountsEpochs.class.getName())).isEqualTo("2 epochs of run");
        }

        @Test
        void readsNoneIfItWantsNone() throws IOException {
            System.setProperty(PROPERTY, file("property.yaml", 3).toString());

            assertThat(run().withoutConfig()
                            .epochs(1)
                            .train(RunStartTests::train)
                            .summary()
                            .epochs())
                    .isEqualTo(1);
        }

        @Test
        void winsOverTheFile() throws IOException {
            RunResult result = Trackside.run("from-code")
                    .withoutDiscovery()
                    .config(file("named.yaml", 2))
                    .epochs(1)
                    .train(RunStartTests::train);

            assertThat(result.summary().epochs()).isEqualTo(1);
            assertThat(result.run().name()).isEqualTo("from-code");
        }

        @Test
        void isToldOfAFileThatIsNotThere() {
            System.setProperty(PROPERTY, folder.resolve("none.yaml").toString());

            assertThatThrownBy(() -> run().train(RunStartTests::train))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("none.yaml");
        }
    }

    /** Trains until its file says so, or two epochs. */
    static final class CountsEpochs {
        public static void main(String[] arguments) {
            RunResult result = run().train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    if (loop.run().name().equals("run") && epoch.index() == 1) {
                        return;
                    }
                }
            });
            System.out.println(
                    result.summary().epochs() + " epochs of " + result.run().name());
        }
    }

    @Nested
    class Parameters {

        @Test
        void areSettingsAndOptionsWithSecretsMasked() throws IOException {
            Path file = Files.writeString(folder.resolve("t.yaml"), """
                    run: { epochs: 1, dir: runs }
                    plugins:
                      secretive: { token: "x${env:PATH}", times: 7 }
                    """);
            RunResult result = Trackside.run("test").config(file).train(RunStartTests::train);

            assertThat(result.run().parameters())
                    .containsEntry("run.epochs", "1")
                    .containsEntry("plugins.secretive.times", "7")
                    .containsEntry("plugins.secretive.token", "***");
            assertThat(result.run().parameters().toString()).doesNotContain(System.getenv("PATH"));
            assertThatThrownBy(() -> result.run().parameters().put("run.epochs", "2"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void maskASecretOfWhatCodeAttaches() throws IOException {
            Secretive secretive = new Secretive();
            Path file = Files.writeString(folder.resolve("t.yaml"), """
                    run: { epochs: 1 }
                    plugins:
                      mine: { token: "x${env:PATH}" }
                    """);
            RunResult result = Trackside.run("test")
                    .config(file)
                    .withoutDiscovery()
                    .attach("mine", secretive)
                    .train(RunStartTests::train);

            assertThat(secretive.token).isEqualTo("x" + System.getenv("PATH"));
            assertThat(result.run().parameters()).containsEntry("plugins.mine.token", "***");
            assertThat(result.run().parameters().toString()).doesNotContain(System.getenv("PATH"));
        }
    }

    @Plugin(value = "secretive", attach = Attach.WHEN_CONFIGURED)
    static final class Secretive {
        @Option
        String token = "";

        @Option
        int times = 1;

        @OnEpochEnd
        void end() {}
    }

    @Nested
    class TheFolderOfARun {

        private final Instant noon = Instant.parse("2026-03-04T12:00:00Z");

        private RunBuilder inFolder(String name) {
            return Trackside.run(name)
                    .withoutConfig()
                    .withoutDiscovery()
                    .clock(new StoppedClock(noon))
                    .option("run.dir", folder.resolve("runs"))
                    .epochs(1);
        }

        @Test
        void isNotMadeIfNothingIsWrittenAndNobodyNamesAFolder() {
            RunResult result = Trackside.run("nothing-to-keep")
                    .withoutConfig()
                    .withoutDiscovery()
                    .epochs(1)
                    .train(RunStartTests::train);

            assertThat(result.folder()).doesNotExist();
        }

        @Test
        void hasTheRecordAloneIfNothingElseIsWritten() throws IOException {
            RunResult result = inFolder("digits").train(RunStartTests::train);

            try (java.util.stream.Stream<Path> files = Files.list(result.folder())) {
                assertThat(files).containsExactly(result.folder().resolve("run.json"));
            }
        }

        @Test
        void isNamedByRunAndTimeAndHoldsWhatIsHandedIn() {
            RunResult result =
                    inFolder("Digits, again").attach(new WritesTable()).train(RunStartTests::train);
            String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                    .withZone(ZoneId.systemDefault())
                    .format(noon);

            assertThat(result.run().id()).isEqualTo("digits-again-" + stamp);
            assertThat(result.folder())
                    .isEqualTo(folder.resolve("runs").resolve(result.run().id()));
            assertThat(result.folder().resolve("scores.csv")).hasContent("epoch\r\n1\r\n");
        }

        @Test
        void isAnotherForASecondRunInTheSameSecond() {
            RunResult first = inFolder("digits").attach(new WritesTable()).train(RunStartTests::train);
            RunResult second = inFolder("digits").attach(new WritesTable()).train(RunStartTests::train);

            assertThat(second.folder()).isNotEqualTo(first.folder()).exists();
            assertThat(second.run().id()).isEqualTo(first.run().id() + "-2");
        }

        @Test
        void isTakenByOneOfThoseThatBeginAtOnce() throws Exception {
            java.util.concurrent.ExecutorService threads = java.util.concurrent.Executors.newFixedThreadPool(8);
            try {
                List<java.util.concurrent.Callable<String>> all =
                        java.util.Collections.nCopies(40, () -> inFolder("digits")
                                .train(RunStartTests::train)
                                .run()
                                .id());
                java.util.Set<String> ids = new java.util.HashSet<>();
                for (java.util.concurrent.Future<String> run : threads.invokeAll(all)) {
                    ids.add(run.get());
                }

                assertThat(ids).hasSize(40);
            } finally {
                threads.shutdown();
            }
        }

        @Test
        void isNotLeftByARunThatCouldNotBegin() {
            assertThatThrownBy(
                            () -> inFolder("digits").attach(new TakesTheRate()).train(RunStartTests::train))
                    .hasMessageContaining("LearningRate");

            assertThat(folder.resolve("runs")).doesNotExist();
        }

        @Test
        void doesNotLeaveTheFolderOfRunsWhateverItsName() {
            RunResult result = inFolder("../../etc/x").attach(new WritesTable()).train(RunStartTests::train);

            assertThat(result.folder().normalize().getParent()).isEqualTo(folder.resolve("runs"));
        }
    }

    @Nested
    class Artifacts {

        @Test
        void areKnownToTheRun() {
            RunResult result = Trackside.run("digits")
                    .withoutConfig()
                    .withoutDiscovery()
                    .option("run.dir", folder.resolve("runs"))
                    .epochs(1)
                    .attach("writer", new WritesTable())
                    .train(RunStartTests::train);

            assertThat(result.run().artifacts())
                    .containsExactly(new Artifact(
                            "scores",
                            Artifact.Kind.TABLE,
                            result.folder().toAbsolutePath().resolve("scores.csv"),
                            "writer"));
        }
    }

    @Nested
    class AnEngineWithATimeOfItsOwn {

        private final Instant then = Instant.parse("2001-01-01T00:00:00Z");

        private final class Timed implements Engine {
            @Override
            public String name() {
                return "timed";
            }

            @Override
            public Map<Class<?>, Object> offers() {
                return Map.of(Clock.class, new StoppedClock(then));
            }

            @Override
            public void train(TrainingLoop loop) {
                while (loop.nextEpoch()) {
                    loop.endEpoch();
                }
            }
        }

        private Instant seen(RunBuilder builder) {
            TellsTime watcher = new TellsTime();
            builder.withoutConfig().withoutDiscovery().epochs(1).attach(watcher).train(new Timed());
            return watcher.seen;
        }

        @Test
        void givesItToTheCallbacks() {
            assertThat(seen(Trackside.run("timed"))).isEqualTo(then);
        }

        @Test
        void yieldsToTheBuilders() {
            Instant now = then.plusSeconds(1);

            assertThat(seen(Trackside.run("timed").clock(new StoppedClock(now))))
                    .isEqualTo(now);
        }
    }

    @Nested
    class AConfigurationThatIsReadBefore {

        private final Configurations configurations = new Configurations();

        @Test
        void isMadeOfSettings() {
            Section settings = configurations.of(List.of("run.epochs=3", "run.epochs=2", "run.name=two"));
            assertThat(settings.section("run").text("name")).hasValue("two");

            RunResult result = configurations.run(settings).withoutDiscovery().train(RunStartTests::train);

            assertThat(result.run().name()).isEqualTo("two");
            assertThat(result.summary().epochs()).isEqualTo(2);
        }

        @Test
        void isReadFromAFile() throws IOException {
            Path file = Files.writeString(folder.resolve("run.yaml"), "run: { name: filed, epochs: 1 }");

            RunResult result = configurations
                    .run(configurations.read(file))
                    .withoutDiscovery()
                    .train(RunStartTests::train);

            assertThat(result.run().name()).isEqualTo("filed");
        }

        @Test
        void isAskedForAsAWhole() {
            Section part = configurations.of(List.of("run.epochs=3")).section("run");

            assertThatThrownBy(() -> configurations.run(part))
                    .hasMessage("A run needs the whole of a configuration, not the section 'run' of one.");
        }
    }

    static final class TakesTheRate {
        @OnEpochEnd
        void end(dev.trackside.LearningRate rate) {}
    }

    static final class TellsTime {
        private Instant seen = Instant.EPOCH;

        @OnEpochEnd
        void end(Clock clock) {
            seen = clock.now();
        }
    }

    static final class WritesTable {
        @OnEpochEnd
        void end(RunFiles files) {
            files.table("scores", List.of("epoch"), List.of(List.of(1)));
        }
    }

    private record StoppedClock(Instant now) implements Clock {
        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
