package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTests {

    private static final ClassLoader NOTHING = ClassLoader.getPlatformClassLoader();

    @TempDir
    Path folder;

    @Test
    void aClassThatTheProcessorNeverSawIsFoundWithTheRemedy() throws IOException {
        new TestJar()
                .source(
                        "p.Watcher",
                        "package p; public class Watcher { @dev.trackside.OnEpochEnd void on(int epoch) {} }")
                .in(folder, "watcher.jar");

        assertThat(Doctor.examine(NOTHING, List.of(folder))).singleElement().satisfies(complaint -> assertThat(
                        complaint.text())
                .startsWith("watcher.jar: p.Watcher has @OnEpochEnd but no dispatch table")
                .contains("trackside-processor"));
    }

    @Test
    void aPluginWhoseServiceEntryWasLostIsFound() throws IOException {
        new TestJar()
                .source("p.Watcher", """
                        package p;
                        @dev.trackside.Plugin("watcher")
                        public class Watcher { @dev.trackside.OnEpochEnd void on(int epoch) {} }
                        """)
                .source("p.Watcher_Table", "package p; public class Watcher_Table {}")
                .in(folder, "fat.jar");

        assertThat(Doctor.examine(NOTHING, List.of(folder))).singleElement().satisfies(complaint -> assertThat(
                        complaint.text())
                .startsWith("fat.jar: p.Watcher is a plugin that no service entry names"));
    }

    @Test
    void aSoundPluginIsNoReasonToComplain() throws IOException {
        TestJar.plugin("sound").in(folder, "sound.jar");

        assertThat(Doctor.examine(NOTHING, List.of(folder))).isEmpty();
    }
}
