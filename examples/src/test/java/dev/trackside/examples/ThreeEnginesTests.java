package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One jar of a plugin, built once against the api alone, does the same in runs of three engines that have nothing in common. */
class ThreeEnginesTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path ENGINES = Path.of(System.getProperty("trackside.engines"));
    private static final Path PLUGIN = Path.of(System.getProperty("trackside.projects"), "drop-in-plugin");
    private static final Path DIGITS = Path.of("digits/digits.csv.gz").toAbsolutePath();

    private static final double GAP = 0.05;
    private static final int PATIENCE = 3;
    private static final String REASON = "overfitting for 3 epochs in a row";
    private static final double PRINTED_METRIC = 0.00011;
    private static final double PRINTED_GAP = 0.0006 + PRINTED_METRIC;

    private static final Pattern EPOCH = Pattern.compile(
            "(?m)^Epoch (\\d+) finished in [\\d.]+ seconds: Loss = ([\\d.]+), Validation loss = ([\\d.]+)$");
    private static final Pattern CALLED = Pattern.compile(
            "(?m)^Epoch (\\d+) overfits: the validation loss is ([\\d.]+) above the train loss \\((\\d+) of 3\\)\\.$");

    /** The same for all, to the line. */
    private static final String FILE = """
            run: { name: digits, epochs: 60, seed: 42 }
            engine: %s
            data: { train: '%s', label: 64, validation: 20%%, scale: 16 }
            plugins:
              overfitting: { gap: 0.05, patience: 3 }
              log: { every: 0, metrics: [loss, val_loss] }
              checkpoint: {}
            """;

    /** Engines by their names in the file, with what is theirs there. */
    enum TheEngine {
        MLP("model: { layers: [64, 32] }\noptimizer: { type: adam, lr: 0.005 }\n"),
        DJL("model: { layers: [64, 32] }\noptimizer: { type: adam, lr: 0.005 }\n"),
        XGBOOST("model: { max_depth: 2, eta: 0.2, nthread: 1 }\n");

        private final String settings;

        TheEngine(String settings) {
            this.settings = settings;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aJarInAFolderHearsEachEpochWithItsMetricsAndStopsTheRun(TheEngine engine) throws Exception {
        Trackside.Ended ended = train(engine);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("overfitting (DECIDE) from drop-in-plugin-1.0.jar, configured at digits.yaml:5")
                .contains("Training digits with %s: 60 epochs".formatted(engine));
        int last = assertCalledAsTheMetricsDemand(ended.output());
        assertThat(ended.output())
                .containsPattern("(?m)^stopped after %d epochs, \\d+ steps in .*: %s$".formatted(last, REASON))
                .containsPattern("(?m)^decisions: epoch %d: overfitting, stop: %s$".formatted(last, REASON))
                .doesNotContain("\tat ");
        assertThat(checkpoints()).containsExactlyInAnyOrder("best.ckpt", "last.ckpt");
    }

    @ParameterizedTest
    @EnumSource
    void itsStateIsInTheCheckpoint(TheEngine engine) throws Exception {
        train(engine);

        Trackside.Ended ended = train(engine, "--resume", "last", "--set", "overfitting.gap=0");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(CALLED.matcher(ended.output()).results().map(call -> call.group(3)))
                .as("the count goes on from 3 in %s", ended.output())
                .containsExactly("4");
        assertThat(ended.output()).contains("overfitting, stop: " + REASON);
    }

    /** The plugin has said of exactly those epochs that they overfit of which the log says it; returns the last epoch. */
    private static int assertCalledAsTheMetricsDemand(String output) {
        Map<Integer, MatchResult> calls = new HashMap<>();
        CALLED.matcher(output).results().forEach(call -> calls.put(Integer.valueOf(call.group(1)), call));
        List<MatchResult> epochs = EPOCH.matcher(output).results().toList();
        int inARow = 0;
        int without = 0;
        for (int i = 0; i < epochs.size(); i++) {
            MatchResult epoch = epochs.get(i);
            assertThat(epoch.group(1)).isEqualTo("" + (i + 1));
            assertThat(inARow)
                    .as("epochs in a row before epoch %d of %s", i + 1, output)
                    .isLessThan(PATIENCE);
            double gap = Double.parseDouble(epoch.group(3)) - Double.parseDouble(epoch.group(2));
            MatchResult call = calls.get(i + 1);
            if (call == null) {
                assertThat(gap).as("epoch %d of %s", i + 1, output).isLessThan(GAP + PRINTED_METRIC);
                inARow = 0;
                without++;
            } else {
                assertThat(gap).as("epoch %d of %s", i + 1, output).isGreaterThan(GAP - PRINTED_METRIC);
                assertThat(Double.parseDouble(call.group(2))).isCloseTo(gap, within(PRINTED_GAP));
                inARow++;
                assertThat(call.group(3)).isEqualTo("" + inARow);
            }
        }
        assertThat(without).as("epochs at which it let the run go on").isPositive();
        assertThat(inARow).as("epochs in a row at the end of %s", output).isEqualTo(PATIENCE);
        return epochs.size();
    }

    private Trackside.Ended train(TheEngine engine, String... more) throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Path jar = jar();
        if (Files.notExists(plugins.resolve(jar.getFileName()))) {
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        Files.writeString(folder.resolve("digits.yaml"), FILE.formatted(engine, DIGITS) + engine.settings);

        List<String> arguments = new ArrayList<>(List.of(
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "dev.trackside.cli.Main",
                "train",
                "digits.yaml",
                "--plugins",
                "plugins"));
        arguments.addAll(List.of(more));
        return Trackside.java(classPath(engine), folder, arguments).await();
    }

    /** The distribution, with one engine beside it unless that is in it. */
    private static String classPath(TheEngine engine) {
        List<String> jars = new ArrayList<>(List.of(HOME.resolve("lib") + "/*", HOME.resolve("plugins") + "/*"));
        if (engine != TheEngine.MLP) {
            jars.add(ENGINES.resolve(engine.toString()) + "/*");
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.walk(PLUGIN)) {
            List<Path> jars = built.filter(path -> path.getFileName().toString().equals("drop-in-plugin-1.0.jar"))
                    .toList();
            assertThat(jars).as("the jar that the project has built").hasSize(1);
            return jars.get(0);
        }
    }

    private List<String> checkpoints() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".ckpt"))
                    .toList();
        }
    }
}
