package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** A processor that a project outside of this build has made of the model, beside Trackside's; and the page that is made of it. */
class OwnProcessorTests {

    private static final Path PROJECT = Path.of(System.getProperty("trackside.projects"), "own-processor");

    @Test
    void writesItsCatalogBesideTheTables() throws IOException {
        try (JarFile jar =
                new JarFile(PROJECT.resolve("consumer/target/consumer-1.0.jar").toFile())) {
            String catalog = new String(
                    jar.getInputStream(jar.getEntry("META-INF/callbacks.md")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(catalog)
                    .startsWith("# Callbacks of the consumer\n\n## Heartbeat (to attach, report)\n")
                    .contains(
                            "- @OnStep, everySeconds = 60.0: `beat(long, Console)`. Says so once a minute.\n",
                            "## StopWhenStale (plugin `stop-when-stale`, decide)\n",
                            "- option `patience` (int): Checks without a better loss after which the run is stopped.\n");
            assertThat(jar.getEntry("com/example/consumer/Heartbeat_Table.class"))
                    .isNotNull();
        }
    }

    @Test
    void isShownByThePageAsItRuns() throws IOException {
        Snippets.of(Path.of("own-processor")).standIn(Path.of("../docs/own-processor.md"));
    }
}
