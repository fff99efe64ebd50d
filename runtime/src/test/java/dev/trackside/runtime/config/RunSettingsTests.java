package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.runtime.checkpoint.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunSettingsTests {

    @Test
    void theSectionIsRead() {
        RunSettings settings = RunSettings.of(
                ConfigFile.of(
                        "t.yaml",
                        "run: { name: digits, epochs: 50, min-epochs: 5, min-steps: 10, seed: 9000000000, validate-every: 2, accumulate: 4, dir: runs, callback-share: 7%, callback-time: 1m, callback-deadline: 3m, async-deadline: 2m, checkpoint-writing: sync }"));

        assertThat(settings)
                .isEqualTo(new RunSettings(
                        "digits",
                        50,
                        5,
                        10,
                        9_000_000_000L,
                        2,
                        4,
                        Path.of("runs"),
                        0.07,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(2),
                        WriteMode.SYNC));
    }

    @Test
    void withoutASectionThereAreDefaults() {
        assertThat(RunSettings.of(ConfigFile.empty()))
                .isEqualTo(new RunSettings(
                        null,
                        null,
                        0,
                        0,
                        null,
                        1,
                        1,
                        null,
                        0.05,
                        Duration.ofSeconds(10),
                        null,
                        Duration.ofSeconds(30),
                        WriteMode.AUTO));
    }

    @Test
    void theBuilderWins() {
        ConfigFile config = ConfigFile.of("t.yaml", "run: { epochs: 50 }")
                .with(Overrides.none().with("run.epochs", 3));
        assertThat(RunSettings.of(config).epochs()).isEqualTo(3);
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThatThrownBy(
                        () -> RunSettings.of(
                                ConfigFile.of(
                                        "t.yaml",
                                        "run:\n  epochs: 0\n  min-epochs: -1\n  validate-every: x\n  epoch: 3\n  callback-share: 105%\n  callback-time: x\n  callback-deadline: 0s\n  async-deadline: 5\n  checkpoint-writing: later\n  accumulate: 0\n")))
                .hasMessageContaining("t.yaml:2: run.epochs must be at least 1, but is '0'.")
                .hasMessageContaining("t.yaml:3: run.min-epochs must be at least 0, but is '-1'.")
                .hasMessageContaining("t.yaml:4: run.validate-every must be a whole number")
                .hasMessageContaining("t.yaml:5: unknown key 'epoch' in 'run'; did you mean 'epochs'?")
                .hasMessageContaining(
                        "t.yaml:6: run.callback-share must be from 0% to 100%, such as 5% or 0.05, but is '105%'.")
                .hasMessageContaining("t.yaml:7: run.callback-time must be a duration")
                .hasMessageContaining("t.yaml:8: run.callback-deadline must be longer than 0")
                .hasMessageContaining("t.yaml:9: run.async-deadline must be a duration")
                .hasMessageContaining("t.yaml:10: run.checkpoint-writing must be auto, async or sync, but is 'later'.")
                .hasMessageContaining("t.yaml:11: run.accumulate must be at least 1, but is '0'.");
    }

    @Test
    void loadingKnowsFolders() {
        LoadingSettings settings =
                LoadingSettings.of(ConfigFile.of("t.yaml", "loading: { folders: [plugins, /opt/p], trust: any }"));
        assertThat(settings.folders()).containsExactly(Path.of("plugins"), Path.of("/opt/p"));
        assertThat(LoadingSettings.of(ConfigFile.empty()).folders()).isEmpty();
    }
}
