package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job of the README, {@code trackside train examples/digits/digits.yaml}, as people see it. */
class DigitsTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path DIGITS = Path.of("digits/digits.yaml").toAbsolutePath();
    private static final Pattern EPOCH = Pattern.compile("(?m)^Epoch (\\d+) finished in [\\d.]+ seconds: (.*)$");

    @TempDir
    Path folder;

    @Nested
    class ATraining {

        @Test
        void saysWhatItAttachedStopsEarlyWithAReasonAndRestoresTheBestWeights() throws Exception {
            Trackside.Ended ended = train();

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .containsPattern("(?m)^log \\(REPORT\\) from trackside-plugin-log-.*\\.jar")
                    .containsPattern("(?m)^progress \\(REPORT\\) from trackside-plugin-progress-.*\\.jar")
                    .containsPattern("(?m)^early-stopping \\(DECIDE\\) from trackside-plugin-early-stopping-.*\\.jar")
                    .containsPattern("(?m)^checkpoint \\(PERSIST\\) from trackside-plugin-checkpoint-.*\\.jar")
                    .containsPattern("(?m)^lr-schedule \\(DECIDE\\) from trackside-plugin-lr-schedule-.*\\.jar")
                    .containsPattern("(?m)^Batch 20: Loss = ")
                    .containsPattern("(?m)^stopped after \\d+ epochs, .*: val_loss has not improved for 5 checks")
                    .containsPattern("early-stopping, restore: epoch \\d+ had the best val_loss")
                    .doesNotContain("\u001B", "\r");
            assertThat(bestValidationAccuracy(ended.output())).isGreaterThan(0.96);
            assertThat(checkpoints()).contains("best.ckpt", "last.ckpt");
        }

        @Test
        void goesOnFromItsCheckpointAsIfItHadNeverStopped() throws Exception {
            String[] six = {"--epochs", "6", "--set", "early-stopping=false"};
            Trackside.Ended whole = train(six);
            Files.move(folder.resolve("runs"), folder.resolve("whole"));

            // The schedule plans for six epochs in both, as it would have if the first had been interrupted.
            Trackside.Ended first = train(
                    "--epochs",
                    "6",
                    "--set",
                    "early-stopping.patience=1",
                    "--set",
                    "early-stopping.stopping-threshold=1000",
                    "--set",
                    "run.min-epochs=3");
            Trackside.Ended second = train("--epochs", "6", "--set", "early-stopping=false", "--resume", "last");

            assertThat(epochs(first.output()))
                    .as(first.output())
                    .isEqualTo(epochs(whole.output()).subList(0, 3));
            assertThat(second.exitCode()).as(second.output()).isZero();
            assertThat(epochs(second.output()))
                    .as("epochs after the resume are those of a run that was never stopped, to every printed digit")
                    .isEqualTo(epochs(whole.output()).subList(3, 6));
        }

        @Test
        void decidesAfterAResumeWhatItWouldHaveDecidedWithoutOne() throws Exception {
            Trackside.Ended whole = train();
            Files.move(folder.resolve("runs"), folder.resolve("whole"));

            Trackside.Ended first = train("--set", "stop-after.epochs=10");
            Trackside.Ended second = train("--resume", "last");

            assertThat(first.output()).contains("stop-after, stop: 10 epochs are done");
            assertThat(epochs(second.output()))
                    .as("the schedule goes on where it was")
                    .isEqualTo(epochs(whole.output())
                            .subList(10, epochs(whole.output()).size()));
            assertThat(decisions(second.output()))
                    .as("of early-stopping: %s", second.output())
                    .isNotEmpty()
                    .isEqualTo(decisions(whole.output()));
            assertThat(checkpoints()).contains("best.ckpt", "last.ckpt");
        }
    }

    @Nested
    class AnInterrupt {

        @Test
        void endsTheTrainingInOrderAndKeepsACheckpointToGoOnFrom() throws Exception {
            Trackside.Started started =
                    Trackside.start(HOME, folder, arguments("--epochs", "100000", "--set", "early-stopping=false"));
            started.awaitOutput("Epoch 2 finished");
            started.signal("INT");
            Trackside.Ended ended = started.await();

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(130);
            assertThat(ended.output()).contains("Training interrupted after").contains("interrupted after");
            assertThat(checkpoints()).contains("last.ckpt");

            Trackside.Ended second = train("--epochs", "12", "--set", "early-stopping=false", "--resume", "last");
            assertThat(second.exitCode()).as(second.output()).isZero();
        }

        @Test
        void byKillLosesNoMoreThanTheEpochThatWasRunning() throws Exception {
            Trackside.Started started =
                    Trackside.start(HOME, folder, arguments("--epochs", "100000", "--set", "early-stopping=false"));
            started.awaitOutput("Epoch 3 finished");
            started.signal("KILL");
            int reached = epochNumbers(started.await().output()).size();

            Trackside.Ended second =
                    train("--epochs", "" + (reached + 2), "--set", "early-stopping=false", "--resume", "last");

            assertThat(second.exitCode()).as(second.output()).isZero();
            assertThat(epochNumbers(second.output()).get(0)).isBetween(reached - 1, reached + 2);
        }
    }

    @Nested
    class AMistake {

        @Test
        void inTheFileIsToldInOneSentenceWithItsLine() throws Exception {
            Path file = folder.resolve("wrong.yaml");
            Files.writeString(
                    file,
                    Files.readString(DIGITS)
                            .replace(
                                    "digits.csv.gz",
                                    DIGITS.resolveSibling("digits.csv.gz").toString())
                            .replace("patience: 5", "patienc: 5"));

            Trackside.Ended ended = Trackside.run(HOME, folder, List.of("train", file.toString()));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.output())
                    .containsPattern("wrong\\.yaml:\\d+: .*patienc.*did you mean 'patience'")
                    .doesNotContain("\tat ");
        }

        @Test
        void inAMetricIsToldBeforeTrainingStarts() throws Exception {
            Trackside.Ended ended =
                    train("--set", "early-stopping.monitor=val_los", "--set", "early-stopping.mode=min");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.output())
                    .contains("the metric val_los")
                    .contains("Did you mean val_loss?")
                    .doesNotContain("Epoch 1 finished");
        }
    }

    private Trackside.Ended train(String... arguments) throws Exception {
        return Trackside.run(HOME, folder, arguments(arguments));
    }

    private static List<String> arguments(String... more) {
        List<String> all = new ArrayList<>(List.of("train", DIGITS.toString()));
        all.addAll(List.of(more));
        return all;
    }

    private List<String> checkpoints() throws IOException {
        try (var files = Files.walk(folder.resolve("runs"))) {
            return files.filter(file -> file.toString().endsWith(".ckpt"))
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    /** What is printed of each epoch, but for its time. */
    private static List<String> epochs(String output) {
        List<String> epochs = new ArrayList<>();
        Matcher matcher = EPOCH.matcher(output);
        while (matcher.find()) {
            epochs.add(matcher.group(1) + ": " + matcher.group(2).replaceAll(", Examples per second = [\\d.]+", ""));
        }
        return epochs;
    }

    /** What early stopping decided: to stop, and to restore the best weights. */
    private static List<String> decisions(String output) {
        return output.lines()
                .filter(line -> line.contains("early-stopping, stop: ") || line.contains("early-stopping, restore: "))
                .map(line -> line.substring(line.indexOf("epoch ")))
                .toList();
    }

    private static List<Integer> epochNumbers(String output) {
        return epochs(output).stream()
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf(':'))))
                .toList();
    }

    private static double bestValidationAccuracy(String output) {
        Matcher matcher = Pattern.compile("Validation accuracy = ([\\d.]+)").matcher(output);
        double best = 0;
        while (matcher.find()) {
            best = Math.max(best, Double.parseDouble(matcher.group(1)));
        }
        return best;
    }
}
