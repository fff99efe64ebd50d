package dev.trackside.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.run.RunBuilder;
import dev.trackside.runtime.discovery.FolderJars;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.testing.FolderRuns;
import dev.trackside.runtime.testing.HostilePlugin;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mandatory plugin that is missing stops the run before it starts. */
class MandatoryTests {

    @TempDir
    Path folder;

    private FolderRuns runs;

    @BeforeEach
    void sound() throws IOException {
        runs = new FolderRuns(folder);
        TestJar.plugin("history").in(runs.plugins(), "history.jar");
        TestJar.plugin("checkpoint")
                .descriptor("checkpoint", "\"attach\": \"WHEN_CONFIGURED\",")
                .in(runs.plugins(), "checkpoint.jar");
    }

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void whatIsThereIsThere() throws IOException {
        assertThat(FolderRuns.ids(FolderRuns.train(runs.with(
                                "plugins: { checkpoint: {}, second: { use: history } }\nloading: { mandatory: [history, checkpoint, second] }")
                        .mandatory("history"))))
                .containsExactly("checkpoint", "history", "second");
    }

    @Test
    void whatCodeAttachesIsThere() throws IOException {
        FolderRuns.train(runs.with("loading: { mandatory: sample-sound-a }").attach(new SoundA()));
    }

    @Nested
    class SaysWhyItIsMissing {

        @Test
        void itIsSwitchedOffInTheFile() throws IOException {
            assertMissing(runs.with("plugins: { history: false }\nloading: { mandatory: history }"))
                    .hasMessageContaining("t.yaml:2: the plugin 'history' is mandatory")
                    .hasMessageContaining("switched off at")
                    .hasMessageContaining("t.yaml:1.");
        }

        @Test
        void itIsSwitchedOffByCode() throws IOException {
            assertMissing(runs.with("").mandatory("history").without("history"))
                    .hasMessage(
                            "mandatory(\"history\"): the plugin 'history' is mandatory, and the run would be without it: switched off by code.");
        }

        @Test
        void itIsNotConfigured() throws IOException {
            assertMissing(runs.with("loading: { mandatory: [checkpoint] }"))
                    .hasMessageContaining("joins only when configured: add 'checkpoint: {}' to 'plugins:'");
        }

        @Test
        void itWasNotFoundAndAnotherHasNearlyItsName() throws IOException {
            assertMissing(runs.with("loading: { mandatory: histroy }"))
                    .hasMessageContaining("no such plugin was found; did you mean 'history'?");
        }

        @Test
        void itWasRefusedWithTheRefusal() throws IOException {
            TestJar.plugin("recorder")
                    .descriptor("recorder", "\"java\": \"99\",")
                    .in(runs.plugins(), "recorder.jar");

            assertMissing(runs.with("loading: { mandatory: recorder }"))
                    .hasMessageContaining("recorder.jar: plugin 'recorder': it needs Java 99");
        }

        @Test
        void itsJarIsNotTrusted() throws IOException {
            FolderJars.list(java.util.List.of(new PluginFolder(runs.plugins(), true)))
                    .lock()
                    .write(folder.resolve("trackside.lock"));
            HostilePlugin.hostile("recorder").in(runs.plugins(), "recorder.jar");

            assertMissing(runs.with("loading: { mandatory: recorder, trust: listed }"))
                    .hasMessageContaining("recorder.jar: plugin 'recorder': it is not listed in");
            HostilePlugin.assertNothingRan();
        }

        @Test
        void itCannotBeCreated() throws IOException {
            TestJar.plugin("recorder")
                    .source(
                            "plugin.recorder.Handler",
                            "package plugin.recorder; public class Handler { public Handler() { throw new IllegalStateException(\"no disk\"); } }")
                    .in(runs.plugins(), "recorder.jar");

            assertMissing(runs.with("loading: { mandatory: recorder }")).hasMessageContaining("no disk");
        }

        @Test
        void itRequiresWhatIsNotThere() throws IOException {
            TestJar.plugin("report").requires("report", "absent").in(runs.plugins(), "report.jar");

            assertMissing(runs.with("loading: { mandatory: report }")).hasMessageContaining("requires absent");
        }

        @Test
        void nobodyLooksForPlugins() throws IOException {
            assertMissing(runs.with("loading: { mandatory: history }").withoutDiscovery())
                    .hasMessageContaining("no such plugin was found");
        }
    }

    @Test
    void aSwitchInCodeThatIsMisspelledIsSaid() throws IOException {
        assertThatThrownBy(() -> FolderRuns.train(runs.with("").without("histori")))
                .hasMessage(
                        "without(\"histori\"): there is no plugin 'histori' to switch off; did you mean 'history'?");
        FolderRuns.train(runs.with("").without("tensorboard"));
    }

    private static AbstractThrowableAssert<?, ?> assertMissing(RunBuilder builder) {
        return assertThatThrownBy(() -> FolderRuns.train(builder.onStart(run -> {
                    throw new AssertionError("started");
                })))
                .isInstanceOf(TracksideException.class);
    }
}
