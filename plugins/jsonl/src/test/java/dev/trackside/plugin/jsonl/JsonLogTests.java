package dev.trackside.plugin.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.faults.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLogTests {

    private static final double AWKWARD = 0.1 + 0.2;
    private static final String REASON = "\"quotes\", \\ and\nlines,\u2028 and \uD83D\uDE80";

    private final Simulation simulation = Simulation.epochs(3)
            .batches(2)
            .secondsPerBatch(0.5)
            .metric("loss", (epoch, batch) -> epoch == 1 ? Double.NaN : AWKWARD + epoch)
            .metric("val_loss", 1, Double.NEGATIVE_INFINITY, 1e-300);

    /** Stops at the second epoch, and hands in a table at the end. */
    static final class StopsAndHandsIn {
        @OnEpochEnd(at = 2)
        Control stop() {
            return Control.stop(REASON);
        }

        @OnTrainEnd
        void handIn(RunFiles files) {
            files.table("numbers", List.of("one"), List.of(List.of(1)));
        }
    }

    private static List<JsonNode> lines(SimulatedRun run) throws IOException {
        return JsonLines.read(run.folder().resolve("events.jsonl"));
    }

    private static List<JsonNode> of(String event, SimulatedRun run) throws IOException {
        return lines(run).stream()
                .filter(line -> line.get("event").textValue().equals(event))
                .toList();
    }

    @Test
    void aRunReadsAsItWent() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .attach("stopper", new StopsAndHandsIn())
                .run();

        assertThat(lines(run))
                .extracting(line -> line.get("event").textValue())
                .containsExactly("train_begin", "epoch", "epoch", "decision", "train_end", "artifact");
        JsonNode begin = lines(run).get(0);
        assertThat(begin.get("schema").intValue()).isEqualTo(JsonLog.SCHEMA);
        assertThat(begin.get("run").textValue()).isEqualTo(run.run().id());
        assertThat(begin.get("parameters").isObject()).isTrue();
        JsonNode first = lines(run).get(1);
        assertThat(first.get("epoch").intValue()).isEqualTo(1);
        assertThat(first.get("step").longValue()).isEqualTo(2);
        assertThat(first.get("seconds").doubleValue()).isEqualTo(1.5);
        assertThat(first.get("time").textValue()).isEqualTo("2026-01-01T00:00:01.500Z");
        JsonNode end = lines(run).get(4);
        assertThat(end.get("outcome").textValue()).isEqualTo("stopped");
        assertThat(end.get("reason").textValue()).isEqualTo(REASON);
        assertThat(lines(run).get(5).get("name").textValue()).isEqualTo("numbers");
    }

    @Test
    void aDecisionTellsWhoWhyAndOnWhichValues() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .attach("stopper", new StopsAndHandsIn())
                .run();

        JsonNode decision = of("decision", run).get(0);
        assertThat(decision.get("callback").textValue()).isEqualTo("stopper");
        assertThat(decision.get("kind").textValue()).isEqualTo("stop");
        assertThat(decision.get("effect").textValue()).isEqualTo("taken");
        assertThat(decision.get("reason").textValue()).isEqualTo(REASON);
        assertThat(decision.get("at").textValue()).isEqualTo("OnEpochEnd");
        assertThat(decision.get("metrics").get("val_loss").textValue()).isEqualTo("-Infinity");
    }

    @Test
    void numbersAreTheVerySameAndThoseThatJsonLacksAreTexts() throws IOException {
        List<JsonNode> epochs = of("epoch", simulation.attach(new JsonLog()).run());

        assertThat(epochs.get(0).get("metrics").get("loss").doubleValue()).isEqualTo(AWKWARD);
        assertThat(epochs.get(1).get("metrics").get("loss").textValue()).isEqualTo("NaN");
        assertThat(epochs.get(1).get("metrics").get("val_loss").textValue()).isEqualTo("-Infinity");
        assertThat(epochs.get(2).get("metrics").get("val_loss").doubleValue()).isEqualTo(1e-300);
    }

    @Test
    void everyCharacterIsAscii() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .attach("stopper", new StopsAndHandsIn())
                .run();

        assertThat(Files.readString(run.folder().resolve("events.jsonl"), StandardCharsets.US_ASCII))
                .isASCII();
    }

    @Test
    void batchesAreWrittenIfTheyAreAskedFor() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .option("jsonl.every-batches", 2)
                .option("jsonl.metrics", List.of("loss"))
                .run();

        assertThat(of("batch", run))
                .extracting(line -> line.get("epoch") + "/" + line.get("batch") + " " + line.get("step"))
                .containsExactly("1/2 2", "2/2 4", "3/2 6");
        assertThat(of("batch", run).get(0).get("metrics").size()).isEqualTo(1);
    }

    @Test
    void aFailureIsThereAndTheEnd() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .failAt(1, 0, new IllegalStateException("the disk is on fire"))
                .runAndFail();

        assertThat(of("failure", run).get(0).get("message").textValue()).isEqualTo("the disk is on fire");
        assertThat(of("train_end", run).get(0).get("outcome").textValue()).isEqualTo("failed");
    }

    @Test
    void aNamedMetricThatNeverCameIsSaid() {
        SimulatedRun run = simulation
                .attach(new JsonLog())
                .option("jsonl.metrics", List.of("los"))
                .run();

        assertThat(run.consoleLines()).anyMatch(line -> line.contains("los, which never came"));
    }

    @Test
    void twoCallbacksDoNotWriteOneFile() {
        assertThatThrownBy(() -> simulation
                        .attach(new JsonLog())
                        .attach("jsonl-2", new JsonLog())
                        .run())
                .hasStackTraceContaining("Another callback writes");
    }

    @Test
    void aFileOutsideOfTheRunIsRefused() {
        assertThatThrownBy(() -> simulation
                        .attach(new JsonLog())
                        .option("jsonl.file", "../events.jsonl")
                        .run())
                .hasStackTraceContaining("../events.jsonl is not in it");
    }

    @Test
    void aFullDiskCostsThePluginAndNoHalfLine() throws IOException {
        SimulatedRun run = simulation
                .attach(new JsonLog(new FullDisk(1500)::open))
                .option("jsonl.every-batches", 1)
                .option("jsonl.on-failure", "detach")
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.summary().callbacks().stream()
                        .filter(callback -> callback.id().equals("jsonl"))
                        .map(callback -> callback.detached().orElse("")))
                .singleElement()
                .asString()
                .contains("No space left on device");
        assertThat(of("batch", run)).isNotEmpty();
        assertThat(of("train_end", run)).isEmpty();
    }

    @Test
    void itJoinsFromAFolderWithItsLibrary(@TempDir Path temporary) throws IOException, URISyntaxException {
        Path folder = Files.createDirectories(temporary.resolve("plugins/jsonl"));
        Path library = Path.of(JsonFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(library, folder.resolve("jackson-core.jar"));
        jar(Path.of("target/classes"), folder.resolve("jsonl.jar"));

        SimulatedRun run = simulation.plugins(temporary.resolve("plugins")).run();

        assertThat(of("epoch", run)).hasSize(3);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
    }
}
