package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole command: digits are trained, and the run is listed, shown and exported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for shells")
class HistoryEndToEndTests {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Unpacked unpacked;
    private Path work;

    @BeforeAll
    void train(@TempDir Path temporary) throws Exception {
        unpacked = Unpacked.tar(temporary.resolve("programs"));
        work = Files.createDirectories(temporary.resolve("work"));
        Path digits = Path.of(System.getProperty("trackside.house")).resolve("examples/digits/digits.csv.gz");
        Files.copy(digits, work.resolve("digits.csv.gz"));
        Files.writeString(work.resolve("digits.yaml"), """
                run: { name: digits, epochs: 3, dir: runs }
                engine: mlp
                data: { train: digits.csv.gz, label: 64, validation: 20%, batch-size: 32 }
                model: { layers: [32] }
                optimizer: { type: adam, lr: 0.001 }
                """);
        Unpacked.Ended ended = unpacked.trackside(work, "train", "digits.yaml");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty(); // neither of SQLite's library nor of its logs
    }

    private String runs(String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "runs";
        System.arraycopy(words, 0, all, 1, words.length);
        Unpacked.Ended ended = unpacked.trackside(work, all);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    @Test
    void listsTheRun() throws Exception {
        assertThat(runs("list", "--where", "epochs=3").lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches("digits-\\S+ +completed .*");
        JsonNode json = MAPPER.readTree(runs("list", "--json"));
        assertThat(json.get("kind").asText()).isEqualTo("runs-list");
        assertThat(json.get("runs")).hasSize(1);
        assertThat(work.resolve(".trackside/history.db")).exists();
    }

    @Test
    void knowsTheJarsOfTheCallbacks() throws Exception {
        JsonNode run =
                MAPPER.readTree(runs("show", "last", "--json")).get("runs").get(0);

        assertThat(run.get("seed").asLong()).isEqualTo(42);
        assertThat(run.get("sessions").get(0).get("callbacks"))
                .filteredOn(callback -> callback.get("id").asText().equals("history"))
                .singleElement()
                .satisfies(
                        callback -> assertThat(callback.get("sha256").asText()).matches("[0-9a-f]{64}"));
        assertThat(runs("show", "digits")).contains("completed", "METRIC", "val_accuracy", "ENVIRONMENT");
    }

    @Test
    void exportsWhatAnotherHistoryCanOpen() throws Exception {
        runs("export", "last", "--to", "one.db");

        assertThat(runs("list", "--db", "one.db").lines()).hasSize(2);
        assertThat(runs("show", "last", "--db", "one.db")).isEqualTo(runs("show", "last"));
    }

    @Test
    void tellsWrongUse() throws Exception {
        Unpacked.Ended ended = unpacked.trackside(work, "runs", "list", "--where", "nonsense<1");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("No run has the metric nonsense");
    }
}
