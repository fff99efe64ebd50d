package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that is killed at a random moment and resumed ends as one that was never interrupted, with callbacks of all kinds attached: the same weights, bit for
 * bit, and the same metrics. {@code examples/kills.sh} does it more often.
 */
class KillTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path DATA = Path.of("digits/digits.csv.gz").toAbsolutePath();
    private static final Pattern EPOCH = Pattern.compile("(?m)^Epoch (\\d+) finished in [\\d.]+ seconds: (.*)$");
    private static final int EPOCHS = 8;

    /** The run that nobody kills; the same for all, so it is made once. */
    private static Undisturbed undisturbed;

    @TempDir
    Path folder;

    /** What a run that is left alone comes to, and how long it trains after its first checkpoint. */
    private record Undisturbed(Map<String, String> last, Map<String, String> best, List<String> epochs, long nanos) {}

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(folder.resolve("kill.yaml"), """
                run: { name: kill, epochs: %d, seed: 7 }
                engine: mlp
                data: { train: "%s", label: 64, validation: 20%%, batch-size: 32, scale: 16 }
                model: { layers: [32], activation: relu }
                optimizer: { type: adam, lr: 0.002 }
                plugins:
                  log: { every: 20 }
                  lr-schedule: { type: cosine, by: step, warmup-steps: 20 }
                  early-stopping: { patience: 50 }
                  stop-after: { time: 1h }
                  terminate-on-nan: { spike-window: 10, spike-ratio: 1.5, on-spike: skip, max-spikes: 1000 }
                  gradient-clip: { max-norm: 1.0 }
                  ema: { decay: 0.99 }
                  classification-metrics: { metrics: [val_macro_f1] }
                  running-mean: true
                  checkpoint: { every-steps: 7, keep: 2, keep-best: 2 }
                """.formatted(
                        EPOCHS, DATA.toString().replace('\\', '/')));
        if (undisturbed == null) {
            undisturbed = leaveAlone();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("trackside.kills", 3));
    }

    @ParameterizedTest(name = "by seed {0}")
    @MethodSource("seeds")
    void aKillAtARandomMomentChangesNothing(long seed) throws Exception {
        Path runs = Files.createDirectory(folder.resolve("runs-" + seed));
        long moment = (long) (new Random(seed).nextDouble() * undisturbed.nanos());

        Trackside.Started started = train(runs);
        awaitCheckpoint(started, runs);
        started.process().waitFor(moment, TimeUnit.NANOSECONDS);
        started.process().destroyForcibly();
        started.process().waitFor();
        Trackside.Ended resumed = train(runs, "--resume", "last").await();

        String what = "seed %d, killed %d ms after the first checkpoint%n%s"
                .formatted(seed, TimeUnit.NANOSECONDS.toMillis(moment), resumed.output());
        assertThat(resumed.exitCode()).as(what).isZero();
        List<String> epochs = epochs(resumed.output());
        List<String> expected = undisturbed.epochs();
        assertThat(epochs).as(what).isEqualTo(expected.subList(expected.size() - epochs.size(), expected.size()));
        assertThat(engineState(runs, "last").equals(undisturbed.last()))
                .as(what)
                .isTrue();
        assertThat(engineState(runs, "best").equals(undisturbed.best()))
                .as(what)
                .isTrue();
    }

    private Undisturbed leaveAlone() throws Exception {
        Path runs = Files.createDirectory(folder.resolve("undisturbed"));
        Trackside.Started started = train(runs);
        awaitCheckpoint(started, runs);
        long first = System.nanoTime();
        Trackside.Ended ended = started.await();
        long nanos = System.nanoTime() - first;
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(epochs(ended.output())).as(ended.output()).hasSize(EPOCHS);
        return new Undisturbed(engineState(runs, "last"), engineState(runs, "best"), epochs(ended.output()), nanos);
    }

    private Trackside.Started train(Path runs, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("train", folder.resolve("kill.yaml").toString(), "--set", "run.dir=" + runs));
        Collections.addAll(arguments, more);
        return Trackside.start(HOME, folder, arguments);
    }

    private static void awaitCheckpoint(Trackside.Started started, Path runs) throws Exception {
        while (files(runs, "last").isEmpty()) {
            assertThat(started.process().waitFor(5, TimeUnit.MILLISECONDS))
                    .as("ended before its first checkpoint: %s", Files.readString(started.file()))
                    .isFalse();
        }
    }

    /** The engine's parts of a checkpoint: weights, optimizer. */
    private static Map<String, String> engineState(Path runs, String name) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(files(runs, name).get(0).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith("engine/")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        parts.put(entry.getName(), HexFormat.of().formatHex(in.readAllBytes()));
                    }
                }
            }
        }
        assertThat(parts).isNotEmpty();
        return parts;
    }

    private static List<Path> files(Path runs, String name) throws IOException {
        try (var files = Files.walk(runs)) {
            return files.filter(file -> file.getFileName().toString().equals(name + ".ckpt"))
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
}
