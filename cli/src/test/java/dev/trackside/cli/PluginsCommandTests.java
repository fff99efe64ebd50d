package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTests {

    @Nested
    class Listing {

        @Test
        void saysPhaseWhenTheyJoinAndFromWhere() {
            CliRunner run = CliRunner.run("plugins", "list");

            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .containsPattern("goal +decide +when configured +class path +Stops when the loss is low enough\\.");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            List<Object> plugins =
                    JSON.std.listFrom(CliRunner.run("plugins", "list", "--json").out());

            assertThat(plugins).hasSize(2);
            assertThat(((Map<?, ?>) plugins.get(0)).get("id")).isEqualTo("goal");
        }

        @Test
        void namesWhatIsBrokenAndFailsButListsTheOthers(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("broken.jar"), "no jar");

            CliRunner run = CliRunner.run("plugins", "list", "--plugins", folder.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("goal");
            assertThat(run.err()).contains("warning: broken.jar");
        }
    }

    @Nested
    class Describing {

        @Test
        void saysOptionsHandlersOrderAndState() {
            CliRunner run = CliRunner.run("plugins", "describe", "goal");

            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .startsWith("goal: Stops when the loss is low enough.")
                    .contains("dev.trackside.cli.Goal", "when configured", "after     smoothing", "epochs (int)")
                    .contains("loss (double, default 0.6, at least 0)", "The loss to reach.")
                    .contains("@OnEpochEnd check(double) (from = 2; metrics loss; takes Weights?)");
        }

        @Test
        void isJsonForPrograms() throws IOException {
            Map<String, Object> plugin = JSON.std.mapFrom(
                    CliRunner.run("plugins", "describe", "goal", "--json").out());

            assertThat(plugin)
                    .containsEntry("phase", "decide")
                    .containsEntry("attach", "when-configured")
                    .containsKeys("options", "handlers", "state");
        }

        @Test
        void ofAnUnknownOneNamesTheNearest() {
            CliRunner run = CliRunner.run("plugins", "describe", "gaol");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.errors()).isEqualTo("error: There is no plugin 'gaol'; did you mean 'goal'?\n");
        }
    }

    @Test
    void aCommandIsNeeded() {
        CliRunner run = CliRunner.run("plugins");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).contains("list, describe");
    }
}
