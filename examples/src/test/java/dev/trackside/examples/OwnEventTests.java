package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that a project outside of this build declares, fired from its own loop; and the page that is made of it. */
class OwnEventTests {

    private static final Path PROJECT = Path.of(System.getProperty("trackside.projects"), "own-event");

    @TempDir
    Path folder;

    @Test
    void reachesItsHandlersThroughTheirFilters() throws Exception {
        Path target = PROJECT.resolve("target");
        String classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";

        Trackside.Ended ended = Trackside.java(classPath, folder, List.of("com.example.ownevent.Main"))
                .await();

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output().lines())
                .as("each plateau")
                .filteredOn(line -> line.contains("halve-rate LEARNING_RATE"))
                .hasSize(5)
                .allMatch(line -> line.contains("no better than"));
        assertThat(ended.output().lines())
                .as("every second plateau")
                .filteredOn(line -> line.startsWith("plateau at "))
                .hasSize(2);
        assertThat(ended.output())
                .containsPattern("epoch \\d+: halve-rate STOP: it gets no better than 0\\.0+\\d+, at epoch");
    }

    @Test
    void isShownByThePageAsItRuns() throws IOException {
        Snippets.of(Path.of("own-event")).standIn(Path.of("../docs/own-event.md"));
    }
}
