package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people download: both archives, and the launcher in a folder that has nothing to do with the build, with a blank in its path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for shells")
class ArchiveEndToEndTests {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Path folder;
    private Unpacked unpacked;
    private Path work;

    @BeforeAll
    void unpack(@TempDir Path temporary) throws Exception {
        folder = temporary;
        unpacked = Unpacked.tar(folder.resolve("my programs"));
        work = Files.createDirectories(folder.resolve("some work"));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            rows.append("%d,%d,%d\n".formatted(i % 7, i % 5, i % 2));
        }
        Files.writeString(work.resolve("train.csv"), rows);
        Files.writeString(work.resolve("small.yaml"), """
                run: { name: small, epochs: 2, dir: runs }
                engine: mlp
                data: { train: train.csv, header: false, label: 2, validation: 25% }
                model: { layers: [4] }
                optimizer: { type: adam }
                plugins: { early-stopping: { monitor: val_loss } }
                """);
    }

    @Test
    void holdWhatBelongsToARelease() throws IOException {
        assertThat(unpacked.home().getFileName().toString()).startsWith("trackside-");
        assertThat(Files.isExecutable(unpacked.launcher())).isTrue();
        assertThat(unpacked.home().resolve("LICENSE")).content().contains("Apache License");
        assertThat(unpacked.home().resolve("NOTICE")).content().contains("Trackside");
        assertThat(unpacked.home().resolve("README.md")).content().contains("bin/trackside train");
        assertThat(unpacked.home().resolve("plugins/README.txt")).exists();
    }

    @Test
    void areTheSameInBothFormats() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("trackside.archives") + ".zip");
                Stream<Path> files = Files.walk(unpacked.home())) {
            List<String> inZip = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().substring(entry.getName().indexOf('/') + 1))
                    .sorted()
                    .toList();
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> unpacked.home().relativize(file).toString())
                            .filter(name -> !name.endsWith(".jsa"))
                            .filter(name -> !name.startsWith("plugins/") || name.endsWith("README.txt"))
                            .sorted()
                            .toList())
                    .isEqualTo(inZip);
        }
    }

    @Test
    void trainFromAnyFolder() throws Exception {
        Unpacked.Ended ended = unpacked.trackside(work, "train", "small.yaml");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("early-stopping (DECIDE) from trackside-plugin-early-stopping-")
                .contains("completed after 2 epochs");
    }

    @Test
    void startThroughALink() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Path link = Files.createSymbolicLink(bin.resolve("track"), unpacked.launcher());
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("my bin/track"));

        for (Path one : List.of(link, second)) {
            Unpacked.Ended ended = Unpacked.start(one, work, "engines");

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("mlp");
        }
    }

    @Test
    void areSound() throws Exception {
        Unpacked.Ended ended = unpacked.trackside(work, "plugins", "doctor", "small.yaml");

        assertThat(ended.out()).startsWith("Nothing is wrong with the ").doesNotContain("remedy");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void nameWhatIsBrokenInTheirPluginsFolderAndTrainNonetheless() throws Exception {
        Path broken = Files.writeString(unpacked.home().resolve("plugins/broken.jar"), "<html>404</html>");
        try {
            Unpacked.Ended training = unpacked.trackside(work, "train", "small.yaml");
            assertThat(training.exitCode()).as(training.err()).isZero();
            assertThat(training.err()).contains("not loaded: broken.jar: ");

            Unpacked.Ended list = unpacked.trackside(work, "plugins", "list", "small.yaml", "--json");
            assertThat(list.exitCode()).isEqualTo(1);
            assertThat(list.err()).isEmpty();
            JsonNode document = MAPPER.readTree(list.out());
            assertThat(document.get("kind").asText()).isEqualTo("plugins-list");
            assertThat(document.get("refusals").get(0).get("source").asText()).isEqualTo("broken.jar");

            Unpacked.Ended why = unpacked.trackside(work, "plugins", "why", "broken.jar");
            assertThat(why.exitCode()).isEqualTo(1);
            assertThat(why.out()).contains("refused: broken.jar: ");
        } finally {
            Files.delete(broken);
        }
    }

    @Test
    void logLinesOfJson() throws Exception {
        Unpacked.Ended ended = unpacked.trackside(work, "train", "small.yaml", "--log-format", "json");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                        MAPPER.readTree(line).get("message").asText())
                .isNotNull());
    }
}
