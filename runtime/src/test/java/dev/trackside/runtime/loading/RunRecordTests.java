package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.OnTrainBegin;
import dev.trackside.RunFiles;
import dev.trackside.TracksideException;
import dev.trackside.run.LogLines;
import dev.trackside.run.RunResult;
import dev.trackside.runtime.jar.Sha256;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.runtime.loading.sample.Posting;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.testing.FolderRuns;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run.json}: which callbacks a run had. */
class RunRecordTests {

    @TempDir
    Path folder;

    private FolderRuns runs;

    @BeforeEach
    void plugins() throws IOException {
        runs = new FolderRuns(folder);
        TestJar.plugin("hello")
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 1.2\n")
                .in(runs.plugins(), "hello.jar");
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private static RunRecord record(RunResult result) throws IOException {
        return RunRecord.read(result.folder().resolve(RunRecord.FILE));
    }

    @Test
    void saysWhichCallbacksARunHad() throws IOException {
        new TestJar().classes(Posting.class).in(runs.plugins(), "posting.jar");
        TestJar.plugin("refused").descriptor("refused", "\"java\": \"99\",").in(runs.plugins(), "refused.jar");
        TestJar.plugin("off").in(runs.plugins(), "off.jar");

        RunResult result = FolderRuns.train(runs.with("""
                        run: { dir: runs }
                        plugins:
                          sample-posting: { times: 3 }
                          off: false
                        """).attach("by-hand", new SoundA()));

        RunRecord record = record(result);
        assertThat(record.id()).isEqualTo(result.run().id());
        assertThat(record.name()).isEqualTo("test");
        RunRecord.Session session = record.last();
        assertThat(session.outcome()).isEqualTo("COMPLETED");
        assertThat(session.ended()).isNotNull().isAfterOrEqualTo(session.began());
        assertThat(session.epochs()).isEqualTo(2);
        assertThat(session.steps()).isEqualTo(4);
        assertThat(session.environment())
                .containsEntry("java", Runtime.version().toString())
                .containsEntry("trust", "any")
                .containsEntry("mode", "warn")
                .containsKeys("trackside", "os");
        PluginSet set = session.plugins();
        assertThat(set.attached()).extracting(PluginSet.Attached::id).containsExactlyElementsOf(FolderRuns.ids(result));
        PluginSet.Attached hello = find(set, "hello");
        assertThat(hello.version()).isEqualTo("1.2");
        assertThat(hello.sha256()).isEqualTo(Sha256.of(runs.plugins().resolve("hello.jar")));
        assertThat(hello.type()).isEqualTo("plugin.hello.Handler");
        assertThat(hello.phase()).isEqualTo("report");
        assertThat(hello.why()).isEqualTo("joins every run");
        PluginSet.Attached posting = find(set, "sample-posting");
        assertThat(posting.options()).containsEntry("times", "3").containsEntry("webhook", "");
        assertThat(posting.detached()).contains("no answer from");
        PluginSet.Attached byHand = find(set, "by-hand");
        assertThat(byHand.plugin()).isEqualTo("sample-sound-a");
        assertThat(byHand.type()).isEqualTo(SoundA.class.getName());
        assertThat(byHand.origin()).isEqualTo("code");
        assertThat(byHand.sha256()).isNull();
        assertThat(set.absent())
                .anySatisfy(absent -> {
                    assertThat(absent.id()).isEqualTo("refused");
                    assertThat(absent.refused()).isTrue();
                    assertThat(absent.reason()).contains("it needs Java 99");
                })
                .anySatisfy(absent -> {
                    assertThat(absent.id()).isEqualTo("off");
                    assertThat(absent.refused()).isFalse();
                    assertThat(absent.reason()).contains("switched off at");
                });
    }

    @Test
    void namesTheLibrariesOfASubFolder() throws IOException {
        TestJar.plugin("deep").in(runs.plugins().resolve("deep"), "deep.jar");
        Path library = new TestJar()
                .source("lib.Lib", "package lib; public class Lib {}")
                .in(runs.plugins().resolve("deep"), "lib.jar");

        RunResult result = FolderRuns.train(runs.with("run: { dir: runs }"));

        assertThat(find(record(result).last().plugins(), "deep").libraries())
                .containsExactly(Map.entry("deep/lib.jar", Sha256.of(library)));
    }

    @Test
    void isThereWhileTheRunGoesOn() throws IOException {
        RunResult result = runs.with("run: { dir: runs }").train(loop -> {
            Path file = runs.runs().resolve(loop.run().id()).resolve(RunRecord.FILE);
            try {
                RunRecord.Session session = RunRecord.read(file).last();
                assertThat(session.outcome()).isNull();
                assertThat(session.ended()).isNull();
                assertThat(session.plugins().attached()).hasSize(1);
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
            FolderRuns.loop(loop);
        });
        assertThat(record(result).sessions()).hasSize(1);
    }

    @Test
    void saysHowARunFailed() throws IOException {
        assertThatThrownBy(() -> runs.with("run: { dir: runs }").train(loop -> {
                    throw new IllegalStateException("the data are gone");
                }))
                .isInstanceOf(IllegalStateException.class);

        try (java.util.stream.Stream<Path> all = Files.list(runs.runs())) {
            RunRecord.Session session =
                    RunRecord.read(all.toList().get(0).resolve(RunRecord.FILE)).last();
            assertThat(session.outcome()).isEqualTo("FAILED");
            assertThat(session.reason()).isEqualTo("the data are gone");
        }
    }

    @Nested
    class IsKept {

        @Test
        void ifTheFolderOfRunsIsNamed() throws IOException {
            assertThat(FolderRuns.train(runs.with("run: { dir: runs }"))
                            .folder()
                            .resolve(RunRecord.FILE))
                    .exists();
        }

        @Test
        void ifSomebodyAsksForIt() throws IOException {
            RunResult result = FolderRuns.train(runs.with("").recorded().set("run.dir=" + folder.resolve("asked")));

            assertThat(result.folder().resolve(RunRecord.FILE)).exists();
        }

        @Test
        void notIfItWouldBeAllThereIsInAFolderThatNobodyNamed() throws IOException {
            RunResult result = FolderRuns.train(runs.with(""));

            assertThat(result.folder()).doesNotExist();
        }
    }

    /** Puts a folder where the record is. */
    static final class Hinders {
        @OnTrainBegin
        void begin(RunFiles files) {
            Path record = files.folder().resolve(RunRecord.FILE);
            try {
                Files.delete(record);
                Files.createDirectories(record.resolve("in-the-way"));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Test
    void aFolderThatCannotBeCreatedEndsTheRunBeforeItBegins() throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "x");

        assertThatThrownBy(() -> FolderRuns.train(runs.with("").set("run.dir=" + file)))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("The folder of the run, ")
                .hasMessageContaining("Name another place with run.dir.");
    }

    @Test
    void thatCannotBeWrittenDoesNotCostTheRun() throws IOException {
        try (LogLines log = LogLines.open()) {
            RunResult result = FolderRuns.train(runs.with("").recorded().attach(new Hinders()));

            assertThat(result.summary().epochs()).isEqualTo(2);
            assertThat(log.warnings()).anyMatch(line -> line.contains("The record of the run cannot be written"));
        }
    }

    @Test
    void ofAnotherKindOrVersionIsNotGuessedAt() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "{\"format\": \"trackside-run\", \"version\": 9}");
        assertThatThrownBy(() -> RunRecord.read(file))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("in version 9");
        Files.writeString(file, "{\"loss\": 1}");
        assertThatThrownBy(() -> RunRecord.read(file)).hasMessageContaining("is no record of a run");
        Files.writeString(file, "<html>");
        assertThatThrownBy(() -> RunRecord.read(file)).hasMessageContaining("no JSON object");
    }

    private static PluginSet.Attached find(PluginSet set, String id) {
        return set.attached().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
