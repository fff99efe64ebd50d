package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a digits run leaves for those who look at it later, and that its record brings the same decisions again. */
class ReplayTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path DIGITS = Path.of("digits/digits.yaml").toAbsolutePath();
    private static final String THE_SAME = "(?m)^\\d+ decisions, the same as then\\.$";

    /** Callbacks that decide at batches, gradients, steps and epochs, and some that measure. */
    private static final String[] MANY = {
        "--set", "plugins.gradient-clip.max-norm=1",
        "--set", "plugins.gradient-norm.enabled=true",
        "--set", "plugins.classification-metrics.enabled=true",
        "--set", "plugins.running-mean.enabled=true",
        "--set", "plugins.terminate-on-nan.enabled=true",
        "--set", "lr-schedule.by=step",
        "--set", "early-stopping.patience=3"
    };

    @TempDir
    Path folder;

    private Trackside.Ended trackside(String... words) throws Exception {
        return Trackside.run(HOME, folder, List.of(words));
    }

    private Trackside.Ended train(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("train", DIGITS.toString()));
        words.addAll(List.of(more));
        Trackside.Ended ended = Trackside.run(HOME, folder, words);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended;
    }

    @Test
    void oneTrainingLeavesAllThatReportsWriteAndSaysLastWhereToLook() throws Exception {
        String output = train().output();

        String[] lines = output.strip().split("\\R");
        assertThat(lines[lines.length - 1]).matches("look at:   runs/digits-[-0-9]+/report\\.html");
        Path page = folder.resolve(lines[lines.length - 1].replaceFirst("look at: +", ""));
        assertThat(page).isRegularFile();
        for (String name : List.of("run.json", "metrics.csv", "events.jsonl", "tensorboard/train", "plots/loss.svg")) {
            assertThat(page.resolveSibling(name)).exists();
        }
        assertThat(folder.resolve(".trackside/history.db")).isRegularFile();
    }

    @Test
    void aReplayDecidesWhatTheRunDecided() throws Exception {
        train();

        Trackside.Ended ended = trackside("replay", "--check");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("as then  epoch 22: early-stopping, stop: val_loss has not improved for 5 checks")
                .containsPattern(THE_SAME)
                .contains("The replay is stopped after 22 epochs; so was the run.");
    }

    @Test
    void aReplayOfManyCallbacksDecidesWhatTheyDecided() throws Exception {
        train(MANY);

        Trackside.Ended ended = trackside("replay", "last", "--check");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("gradient-clip is left out: it takes gradients or predictions, which no record has.")
                .containsPattern(THE_SAME);
    }

    @Test
    void aReplayOfARunThatWasResumedDecidesWhatItsSessionsDecided() throws Exception {
        train("--set", "stop-after.epochs=10");
        train("--resume", "last");

        Trackside.Ended ended = trackside("replay", "last", "--check");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern(THE_SAME);
    }

    @Test
    void aReplayWithAnotherPatienceShowsWhereItWouldHaveStopped() throws Exception {
        train();

        Trackside.Ended ended = trackside("replay", "--with", "early-stopping.patience=3");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains(
                        "With early-stopping.patience=3; it was 5.",
                        "new      epoch 20: early-stopping, stop: val_loss has not improved for 3 checks",
                        "gone     epoch 22: early-stopping, stop: val_loss has not improved for 5 checks",
                        "The replay is stopped after 20 epochs of 22.");
    }
}
