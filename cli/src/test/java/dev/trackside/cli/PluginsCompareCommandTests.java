package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCompareCommandTests {

    private static final String STEPS = "engine: steps\ndata: { batches: 1 }\n";

    @TempDir
    Path folder;

    private Path train(String name, String plugins) throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.yaml"),
                "run: { name: %s, epochs: 1, dir: runs-%s }\n%s%s\n".formatted(name, name, STEPS, plugins));
        CliRunner run = CliRunner.run("train", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("runs-" + name))) {
            return runs.findFirst().orElseThrow();
        }
    }

    @Test
    void aRunOfTheCommandKeepsARecord() throws IOException {
        assertThat(train("one", "plugins: { goal: { loss: 0.1 } }").resolve("run.json"))
                .exists();
    }

    @Nested
    class OfTwoRuns {

        @Test
        void saysThatTheyAreTheSame() throws IOException {
            Path one = train("one", "plugins: { goal: { loss: 0.1 } }");
            Path two = train("two", "plugins: { goal: { loss: 0.1 } }");

            CliRunner run = CliRunner.run("plugins", "compare", one.toString(), two.toString());

            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("No difference: the same callback.\n");
        }

        @Test
        void saysWhatIsOtherAndEndsWithOne() throws IOException {
            Path one = train("one", "plugins: { goal: { loss: 0.1 } }");
            Path two = train("two", "plugins: { goal: { loss: 0.2 }, saver: {} }");

            CliRunner run = CliRunner.run("plugins", "compare", one.toString(), two.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("goal: other options, ", "loss = 0.1 then and 0.2 now", "added: saver (");
            Map<String, Object> document =
                    JSON.std.mapFrom(CliRunner.run("plugins", "compare", "--json", two.toString(), one.toString())
                            .out());
            assertThat(document).containsEntry("schema-version", 1).containsEntry("kind", "plugins-compare");
            List<?> json = (List<?>) document.get("differences");
            assertThat(json).hasSize(2);
            assertThat(((Map<?, ?>) json.get(1)).get("kind")).isEqualTo("removed");
        }
    }

    @Nested
    class OfARunAndWhatIsThere {

        @Test
        void saysThatNothingHasChanged() throws IOException {
            Path one = train("one", "plugins: { goal: { loss: 0.1 } }");

            CliRunner run = CliRunner.run(
                    "plugins",
                    "compare",
                    one.toString(),
                    "--config",
                    folder.resolve("t.yaml").toString());

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
        }

        @Test
        void saysWhatWasAddedAndWhatIsOff() throws IOException {
            Path one = train("one", "plugins: { goal: { loss: 0.1 } }");
            Path config = Files.writeString(folder.resolve("now.yaml"), "plugins: { goal: false }\n");
            PluginFiles.jar(folder.resolve("plugins"), "new.jar", "new", "");

            CliRunner run = CliRunner.run("plugins", "compare", one.toString(), "--config", config.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("removed: goal", "switched off at " + config + ":1", "added: new (");
        }
    }

    @Test
    void aFolderWithoutARecordIsWrongUse() {
        CliRunner run = CliRunner.run("plugins", "compare", folder.toString(), folder.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("There is no record").hasLineCount(1);
    }
}
