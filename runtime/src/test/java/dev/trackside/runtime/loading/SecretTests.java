package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.run.LogLines;
import dev.trackside.run.RunResult;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.runtime.loading.sample.Posting;
import dev.trackside.runtime.testing.FolderRuns;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from the environment by reference is printed nowhere. The variable {@code PATH} stands for a token: every process has it. */
class SecretTests {

    private static final String SECRET = System.getenv("PATH");

    @TempDir
    Path folder;

    private FolderRuns runs;

    @BeforeEach
    void plugins() throws IOException {
        runs = new FolderRuns(folder);
        new TestJar().classes(Posting.class).in(runs.plugins(), "posting.jar");
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private String yaml(String more) {
        return "run: { dir: runs }\nplugins:\n  sample-posting: { webhook: \"${env:PATH}\"%s }\n".formatted(more);
    }

    @Test
    void inARunWhosePluginTellsIt() throws IOException {
        try (LogLines log = LogLines.open()) {
            Configurator.setLevel("dev.trackside", Level.DEBUG);
            RunResult result = FolderRuns.train(runs.with(yaml("")));

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
            assertThat(log.lines()).anyMatch(line -> line.contains("no answer from ***"));
            assertThat(result.run().parameters().toString())
                    .doesNotContain(SECRET)
                    .contains("***");
            assertThat(result.decisions().toString()).doesNotContain(SECRET).contains("no answer from ***");
            assertThat(result.summary().toString()).doesNotContain(SECRET);
            assertNotInFiles();
            assertThat(RunRecord.read(result.folder().resolve(RunRecord.FILE))
                            .last()
                            .plugins()
                            .attached()
                            .get(0)
                            .options())
                    .containsEntry("webhook", "***");
        } finally {
            Configurator.setLevel("dev.trackside", Level.INFO);
        }
    }

    @Test
    void inARunThatFailsByIt() throws IOException {
        assertThatThrownBy(() -> FolderRuns.train(runs.with(yaml(", on-failure: fail"))))
                .hasMessageContaining("no answer from ***")
                .message()
                .doesNotContain(SECRET);
        assertNotInFiles();
    }

    @Test
    void inWhatDoesNotFit() {
        assertThatThrownBy(() -> FolderRuns.train(runs.with(yaml(", times: \"${env:PATH}\""))))
                .hasMessageContaining("option 'times' of plugin 'sample-posting' must be a whole number, but is '***'")
                .satisfies(SecretTests::tellsNothing);
        assertThatThrownBy(() -> FolderRuns.train(runs.with("loading: { trust: \"${env:PATH}\" }")))
                .hasMessageContaining("must be any, listed or signed, but is '***'")
                .satisfies(SecretTests::tellsNothing);
        assertThatThrownBy(() -> FolderRuns.train(runs.with("loading: { mode: \"${env:PATH}\" }")))
                .satisfies(SecretTests::tellsNothing);
        assertThatThrownBy(() -> FolderRuns.train(runs.with("loading: { close-seconds: \"${env:PATH}\" }")))
                .satisfies(SecretTests::tellsNothing);
        assertThatThrownBy(() -> FolderRuns.train(runs.with("run: { validate-every: \"${env:PATH}\" }")))
                .satisfies(SecretTests::tellsNothing);
    }

    private static void tellsNothing(Throwable fault) {
        for (Throwable one = fault; one != null; one = one.getCause()) {
            assertThat(one.toString()).doesNotContain(SECRET);
        }
    }

    private void assertNotInFiles() throws IOException {
        try (Stream<Path> files = Files.walk(runs.runs())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRET);
            }
        }
    }
}
