package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for XGBoost, whose engine is put beside the distribution, as people see them. */
class BoostingTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path ENGINE = Path.of(System.getProperty("trackside.engines"), "xgboost");
    private static final Path BREAST_CANCER =
            Path.of("breast-cancer/breast-cancer.yaml").toAbsolutePath();
    private static final Path DIGITS = Path.of("digits/digits-xgboost.yaml").toAbsolutePath();
    private static final Pattern EPOCH = Pattern.compile("(?m)^Epoch (\\d+) finished in [\\d.]+ seconds: (.*)$");
    private static final Pattern ACCURACY = Pattern.compile("Validation accuracy = ([\\d.]+)");

    @TempDir
    Path folder;

    @Test
    void tumorsAreLearnedStoppedEarlyAndExplained() throws Exception {
        Trackside.Ended ended = train(BREAST_CANCER);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .containsPattern("(?m)^feature-importance \\(REPORT\\) from trackside-engine-xgboost-.*\\.jar")
                .containsPattern("(?m)^stopped after \\d+ epochs, .*: val_loss has not improved for 20 checks")
                .containsPattern("early-stopping, restore: epoch \\d+ had the best val_loss")
                .doesNotContain("\u001B", "\r");
        assertThat(bestAccuracy(ended)).isGreaterThan(0.96);
        assertThat(files("feature-importance.csv")).singleElement().satisfies(table -> assertThat(
                        Files.readAllLines(table))
                .hasSize(31)
                .first()
                .isEqualTo("feature,gain,cover,splits"));
    }

    @Test
    void digitsAreLearnedWithThePluginsOfTheOtherEngines() throws Exception {
        Trackside.Ended ended = train(DIGITS);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .containsPattern("(?m)^stopped after \\d+ epochs, .*: val_loss has not improved for 5 checks")
                .contains("lr-schedule changed the learning rate");
        assertThat(bestAccuracy(ended)).isGreaterThan(0.97);
        assertThat(files("best.ckpt")).hasSize(1);
    }

    @Test
    void aRunGoesOnFromItsCheckpointAsIfItHadNeverStopped() throws Exception {
        String[] twelve = {"--epochs", "12", "--set", "checkpoint.every-epochs=1"};
        Trackside.Ended whole = train(BREAST_CANCER, twelve);
        Files.move(folder.resolve("runs"), folder.resolve("whole"));

        Trackside.Ended first = train(BREAST_CANCER, "--epochs", "5", "--set", "checkpoint.every-epochs=1");
        Trackside.Ended rest =
                train(BREAST_CANCER, "--epochs", "12", "--set", "checkpoint.every-epochs=1", "--resume", "last");

        assertThat(epochs(first)).as(first.output()).isEqualTo(epochs(whole).subList(0, 5));
        assertThat(rest.exitCode()).as(rest.output()).isZero();
        assertThat(epochs(rest)).isEqualTo(epochs(whole).subList(5, 12));
    }

    @Test
    void anUnknownObjectiveIsToldInOneSentenceWithItsLine() throws Exception {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(
                file,
                Files.readString(BREAST_CANCER)
                        .replace(
                                "breast_cancer.csv",
                                BREAST_CANCER
                                        .resolveSibling("breast_cancer.csv")
                                        .toString())
                        .replace("max_depth: 3", "objective: 'binary:logistics'"));

        Trackside.Ended ended = train(file);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .containsPattern("wrong\\.yaml:\\d+: .*'binary:logistics' is not among binary:logistic, multi:softprob")
                .doesNotContain("\tat ");
    }

    private Trackside.Ended train(Path file, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("dev.trackside.cli.Main", "train", file.toString()));
        arguments.addAll(List.of(more));
        String classPath = Stream.of(HOME.resolve("lib"), HOME.resolve("plugins"), ENGINE)
                .map(jars -> jars + "/*")
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
        return Trackside.java(classPath, folder, arguments).await();
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }

    private static List<String> epochs(Trackside.Ended ended) {
        return EPOCH.matcher(ended.output())
                .results()
                .map(line -> line.group(1) + ": " + line.group(2))
                .toList();
    }

    private static double bestAccuracy(Trackside.Ended ended) {
        Matcher accuracies = ACCURACY.matcher(ended.output());
        return accuracies
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .max()
                .orElse(0);
    }
}
