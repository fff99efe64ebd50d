package dev.trackside.plugin.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.TracksideException;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.plugin.replay.TestCallbacks.StopWhenStale;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Command;
import dev.trackside.spi.UsageException;
import dev.trackside.testkit.CommandCall;
import dev.trackside.testkit.RecordingConsole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTests {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("history.db");
    }

    /** A run with the plugins of the class path: the history, and those of {@link TestCallbacks} that are configured. */
    private String record(String... settings) {
        RunBuilder builder = Trackside.run("small")
                .withoutConfig()
                .epochs(20)
                .option("run.dir", folder.resolve("runs"))
                .option("history.file", file);
        for (String setting : settings) {
            builder.set(setting);
        }
        return builder.train(new SmallEngine()).run().id();
    }

    private CommandCall replay(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--db=" + file);
        return CommandCall.of(new ReplayCommand(), all.toArray(String[]::new));
    }

    private static String[] everything() {
        return new String[] {
            "stop-when-stale.patience=3",
            "plugins.skipper.enabled=true",
            "plugins.halver.enabled=true",
            "plugins.impatient.enabled=true",
            "plugins.doubler.enabled=true",
            "plugins.judge.enabled=true"
        };
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Command.class)).hasAtLeastOneElementOfType(ReplayCommand.class);
    }

    @Test
    void findsTheSameDecisionsIfNothingIsOther() throws Exception {
        String id = record(everything());

        CommandCall call = replay("last", "--check");

        assertThat(call.code()).isZero();
        assertThat(call.lines())
                .startsWith("Replaying %s: 8 epochs and 26 steps of small.".formatted(id))
                .contains(
                        "as then  epoch 7: impatient, stop epoch: twice the loss is 0.7666666666666666",
                        "as then  epoch 8: stop-when-stale, stop: stale for 3 epochs")
                .endsWith("The replay is stopped after 8 epochs; so was the run.")
                .noneMatch(line -> line.contains("schema"))
                .anyMatch(line -> line.matches("\\d+ decisions, the same as then\\."));
    }

    @Test
    void findsTheSameChangesOfTheRateThoughARunKeepsOnlyTheNewest() throws Exception {
        RunResult then = Trackside.run("small")
                .withoutConfig()
                .epochs(2_600)
                .option("run.dir", folder.resolve("runs"))
                .option("history.file", file)
                .set("plugins.scheduler.enabled=true")
                .train(new SmallEngine());
        assertThat(then.decisions()).hasSizeLessThan((int) then.summary().steps());

        CommandCall call = replay("--check");

        assertThat(call.lines())
                .contains(then.summary().steps() + " decisions, the same as then.")
                .anyMatch(
                        line -> line.startsWith("as then  epoch 1 to epoch 2600: scheduler changed the learning rate"));
        assertThat(call.code()).isZero();
    }

    @Test
    void showsWhatAnotherOptionWouldHaveDecided() throws Exception {
        record("stop-when-stale.patience=3");

        CommandCall call = replay("--with", "stop-when-stale.patience=1", "--check");

        assertThat(call.code()).isEqualTo(1);
        assertThat(call.lines())
                .containsSubsequence(
                        "With stop-when-stale.patience=1; it was 3.",
                        "new      epoch 6: stop-when-stale, stop: stale for 1 epochs",
                        "gone     epoch 8: stop-when-stale, stop: stale for 3 epochs",
                        "The replay is stopped after 6 epochs of 8.",
                        "Metrics are those of the record, whatever is decided.");
    }

    @Test
    void saysThatNothingIsKnownBeyondTheRecord() throws Exception {
        record("stop-when-stale.patience=3");

        assertThat(replay("--with=stop-when-stale.patience=9").lines())
                .contains(
                        "Nobody stops the replay before the record ends, after 8 epochs. What would have come then is not known.");
    }

    @Test
    void namesTheMetricsUponWhichTheSameWasDecided() throws Exception {
        record("stop-when-stale.patience=3", "plugins.halver.enabled=true");

        CommandCall call = replay("--without", "halver", "--with", "quarterer", "--check");

        assertThat(call.code()).isEqualTo(1);
        assertThat(call.lines())
                .contains(
                        "alike    epoch 8: stop-when-stale, stop: stale for 3 epochs (lr is 9.766e-05, not 0.003125)",
                        "0 decisions as then, 2 alike upon other metrics, 5 new, 0 gone.");
    }

    @Test
    void attachesWhatWasNotThere() throws Exception {
        record("plugins.judge.enabled=true");

        assertThat(replay("--with", "stop-when-stale").lines())
                .contains("new      epoch 8: stop-when-stale, stop: stale for 3 epochs");
    }

    @Test
    void measuresAnewIfAskedAndPlaysTheRecordElse() throws Exception {
        record(everything());

        assertThat(replay("--with", "doubler", "--check").code()).isZero();
        assertThat(replay("--without", "impatient").lines())
                .anyMatch(line -> line.startsWith("as then  epoch 8: stop-when-stale"))
                .noneMatch(line -> line.contains("impatient"));
    }

    @Test
    void usesInstancesUnderTheirOwnIds() throws Exception {
        record("plugins.slow.use=stop-when-stale", "plugins.slow.patience=5");

        assertThat(replay("--check").lines()).contains("as then  epoch 10: slow, stop: stale for 5 epochs");
        assertThat(replay("--with", "slow.patience=2").lines())
                .contains("new      epoch 7: slow, stop: stale for 2 epochs");
    }

    @Test
    void saysWhatItLeavesOut() throws Exception {
        Trackside.run("small")
                .withoutConfig()
                .withoutDiscovery()
                .epochs(9)
                .option("run.dir", folder.resolve("runs"))
                .attach(new HistoryRecorder())
                .option("history.file", file)
                .attach(new StopWhenStale())
                .train(new SmallEngine());

        assertThat(replay().lines())
                .contains("stop-when-stale was attached by code and is left out; ReplayEngine plays to it in code.")
                .contains("Nothing was decided, neither then nor now.");
    }

    @Test
    void refusesWhoTakesWhatNoRecordHas() {
        record("stop-when-stale.patience=3");

        assertThatThrownBy(() -> replay("--with", "clipper"))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("clipper")
                .hasMessageContaining("Gradients")
                .hasMessageContaining("replay");
    }

    @Test
    void goesAsFarAsTheRecordOfAProcessThatWasKilled() throws Exception {
        assertThatThrownBy(() -> Trackside.run("small")
                        .withoutConfig()
                        .epochs(20)
                        .option("run.dir", folder.resolve("runs"))
                        .option("history.file", file)
                        .set("plugins.halver.enabled=true")
                        .train(new SmallEngine().failingIn(3)))
                .hasMessageContaining("the power failed");

        assertThat(replay("--check").lines())
                .anyMatch(line -> line.matches("\\d+ decisions, the same as then\\."))
                .anyMatch(line -> line.matches("The record of small-\\S+ breaks off in epoch 4: .*the power failed.*"));
        assertThat(JSON.std.mapFrom(String.join("\n", replay("--json").lines())))
                .hasEntrySatisfying(
                        "broken-off", where -> assertThat(where.toString()).contains("epoch 4"));
    }

    @Test
    void printsJsonForPrograms() throws Exception {
        String id = record("stop-when-stale.patience=3");

        CommandCall call = replay("--json", "--with", "stop-when-stale.patience=1");
        Map<String, Object> document = JSON.std.mapFrom(String.join("\n", call.lines()));

        assertThat(document)
                .containsEntry("schema-version", 1)
                .containsEntry("kind", "replay")
                .containsEntry("run", id)
                .containsEntry("with", List.of("stop-when-stale.patience=1"))
                .containsEntry("same", false)
                .containsEntry("replay", Map.of("outcome", "stopped", "epochs", 6, "steps", 24))
                .containsEntry("record", Map.of("outcome", "stopped", "epochs", 8, "steps", 32));
        assertThat(document.get("decisions"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .anySatisfy(one -> assertThat(one)
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("where", "replay")
                        .containsEntry("epoch", 6)
                        .containsEntry("kind", "stop"));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        record("stop-when-stale.patience=3");
        long runs = entries(folder.resolve("runs"));

        replay("last");

        assertThat(entries(folder.resolve("runs"))).isEqualTo(runs);
    }

    private static long entries(Path folder) throws Exception {
        try (java.util.stream.Stream<Path> files = java.nio.file.Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void saysHowToCallIt() {
        record("stop-when-stale.patience=3");

        assertThatThrownBy(() -> replay("a", "b"))
                .isInstanceOf(UsageException.class)
                .hasMessage("One run at a time, please; these are [a, b].");
        assertThatThrownBy(() -> replay("--with", "patience=3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("write ID.OPTION=VALUE");
        assertThatThrownBy(() -> replay("--without", "stop-wen-stale"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stop-when-stale");
        assertThatThrownBy(() -> replay("nosuchrun"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nosuchrun");
    }

    @Test
    void tellsWhatIsWrongInItsOwnWordsBeforeAnythingIsPlayed() {
        record("stop-when-stale.patience=3");

        assertWrong(
                "stop-when-stale.patients=3",
                "--with stop-when-stale.patients=3: plugin 'stop-when-stale' has no option 'patients'; did you mean 'patience'?");
        assertWrong(
                "stop-when-stale.patience=x",
                "--with stop-when-stale.patience=x: option 'patience' of plugin 'stop-when-stale' must be a whole number, but is 'x'.");
        assertWrong(
                "stop-wen-stale.patience=3",
                "--with stop-wen-stale.patience=3: there is no plugin 'stop-wen-stale'; did you mean 'stop-when-stale'?");
        assertWrong(
                "stop-wen-stale",
                "--with stop-wen-stale: there is no plugin 'stop-wen-stale'; did you mean 'stop-when-stale'?");
        assertWrong(
                "run.epochs=3",
                "--with run.epochs=3: run.epochs is of the training, which is not done again in a replay; only callbacks can have other options.");
    }

    private void assertWrong(String with, String message) {
        RecordingConsole console = RecordingConsole.plain();
        assertThatThrownBy(() -> CommandCall.of(console, new ReplayCommand(), "--with", with, "--db=" + file))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
        assertThat(console.lines()).isEmpty();
    }
}
