package dev.trackside.plugin.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.trackside.Artifact;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.faults.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTests {

    private static final double AWKWARD = 0.1 + 0.2;

    private final Simulation simulation = Simulation.epochs(3)
            .batches(2)
            .secondsPerBatch(0.5)
            .metric("loss", (epoch, batch) -> epoch == 1 ? Double.NaN : AWKWARD + epoch)
            .metric("val_loss", 1, Double.NEGATIVE_INFINITY, 1e-300)
            .learningRate(0.1);

    private static List<Map<String, String>> epochs(SimulatedRun run) throws IOException {
        return Rfc4180.read(run.folder().resolve("metrics.csv"));
    }

    private static List<Map<String, String>> batches(SimulatedRun run) throws IOException {
        return Rfc4180.read(run.folder().resolve("batches.csv"));
    }

    private static List<String> column(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    @Test
    void anEpochIsARow() throws IOException {
        SimulatedRun run = simulation.attach(new CsvLog()).run();

        List<Map<String, String>> rows = epochs(run);
        assertThat(rows.get(0).keySet())
                .startsWith("epoch", "step", "time", "seconds")
                .contains("loss", "val_loss", "lr");
        assertThat(column(rows, "epoch")).containsExactly("1", "2", "3");
        assertThat(column(rows, "step")).containsExactly("2", "4", "6");
        assertThat(column(rows, "time").get(0)).isEqualTo("2026-01-01T00:00:01.500Z");
        assertThat(column(rows, "seconds")).containsExactly("1.5", "3.0", "4.5");
        assertThat(run.folder().resolve("batches.csv")).doesNotExist();
        assertThat(run.artifacts()).extracting(Artifact::name).containsExactly("metrics.csv");
    }

    @Test
    void valuesReadBackAsTheVerySame() throws IOException {
        List<Map<String, String>> rows = epochs(simulation.attach(new CsvLog()).run());

        assertThat(Double.parseDouble(rows.get(0).get("loss"))).isEqualTo(AWKWARD);
        assertThat(column(rows, "loss").get(1)).isEqualTo("NaN");
        assertThat(column(rows, "val_loss")).containsExactly("1.0", "-Infinity", "1.0E-300");
    }

    @Test
    void everySoManiethBatchIsARow() throws IOException {
        SimulatedRun run = simulation
                .attach(new CsvLog())
                .option("csv.every-batches", 2)
                .option("csv.every-epochs", 0)
                .run();

        assertThat(column(batches(run), "epoch")).containsExactly("1", "2", "3");
        assertThat(column(batches(run), "batch")).containsOnly("2");
        assertThat(column(batches(run), "step")).containsExactly("2", "4", "6");
        assertThat(run.folder().resolve("metrics.csv")).doesNotExist();
    }

    @Test
    void aMetricThatComesLateGetsAColumn() throws IOException {
        SimulatedRun run = simulation.validateEvery(2).attach(new CsvLog()).run();

        assertThat(column(epochs(run), "val_loss")).containsExactly("", "-Infinity", "");
        assertThat(column(epochs(run), "epoch")).containsExactly("1", "2", "3");
        try (Stream<Path> files = Files.list(run.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".new"))).isEmpty();
        }
    }

    @Test
    void absentIsNotNaN() throws IOException {
        SimulatedRun run = simulation.absent("loss", 0).attach(new CsvLog()).run();

        assertThat(column(epochs(run), "loss").subList(0, 2)).containsExactly("", "NaN");
    }

    @Test
    void theMetricsThatAreNamedAreTheColumnsInTheirOrder() throws IOException {
        SimulatedRun run = simulation
                .attach(new CsvLog())
                .option("csv.metrics", List.of("val_loss", "los", "loss"))
                .run();

        assertThat(epochs(run).get(0).keySet())
                .containsExactly("epoch", "step", "time", "seconds", "val_loss", "los", "loss");
        assertThat(run.consoleLines()).anyMatch(line -> line.contains("los, which never came"));
    }

    @Test
    void namesThatNeedItAreQuotedAndNoneIsTakenForAPosition() throws IOException {
        SimulatedRun run = simulation
                .metric("a, \"quoted\"\r\nname", 1, 2, 3)
                .metric("step", 7, 8, 9)
                .attach(new CsvLog())
                .run();

        assertThat(column(epochs(run), "a, \"quoted\"\r\nname")).containsExactly("1.0", "2.0", "3.0");
        assertThat(column(epochs(run), "metric_step")).containsExactly("7.0", "8.0", "9.0");
        assertThat(column(epochs(run), "step")).containsExactly("2", "4", "6");
    }

    @Test
    void eachRowIsThereWhenItsEventIsOver(@TempDir Path runs) throws IOException {
        SimulatedRun run = simulation
                .folder(runs)
                .attach(new CsvLog())
                .option("csv.every-batches", 1)
                .failAt(1, 1, new IllegalStateException("the machine was switched off"))
                .runAndFail();

        assertThat(column(epochs(run), "epoch")).containsExactly("1");
        assertThat(column(batches(run), "batch")).startsWith("1", "2", "1");
    }

    @Test
    void twoCallbacksDoNotWriteOneFile() {
        assertThatThrownBy(() -> simulation
                        .attach(new CsvLog())
                        .attach("csv-2", new CsvLog())
                        .run())
                .hasStackTraceContaining("Another callback writes");
    }

    @Test
    void aFileOutsideOfTheRunIsRefused() {
        assertThatThrownBy(() -> simulation
                        .attach(new CsvLog())
                        .option("csv.file", "../other.csv")
                        .run())
                .hasStackTraceContaining("../other.csv is not in it");
    }

    @Test
    void aFullDiskCostsThePluginAndNoHalfRow() throws IOException {
        SimulatedRun run = simulation
                .attach(new CsvLog(new FullDisk(250)::open))
                .option("csv.on-failure", "detach")
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.epochsTrained()).isEqualTo(3);
        assertThat(run.summary().callbacks().stream()
                        .filter(callback -> callback.id().equals("csv"))
                        .map(callback -> callback.detached().orElse("")))
                .singleElement()
                .asString()
                .contains("No space left on device");
        assertThat(column(epochs(run), "epoch")).isNotEmpty().hasSizeLessThan(3).startsWith("1");
    }

    @Test
    void aDiskThatIsFullWhenAColumnComesLeavesTheOldFile() throws IOException {
        SimulatedRun run = simulation
                .validateEvery(2)
                .attach(new CsvLog(new FullDisk(150)::open))
                .option("csv.on-failure", "detach")
                .run();

        assertThat(column(epochs(run), "epoch")).containsExactly("1");
        try (Stream<Path> files = Files.list(run.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("metrics.csv.new");
        }
    }

    @Test
    void itJoinsFromAFolderWithItsLibrary(@TempDir Path temporary) throws IOException, URISyntaxException {
        Path folder = Files.createDirectories(temporary.resolve("plugins/csv"));
        Path library = Path.of(CsvWriter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(library, folder.resolve("fastcsv.jar"));
        jar(Path.of("target/classes"), folder.resolve("csv.jar"));

        SimulatedRun run = simulation.plugins(temporary.resolve("plugins")).run();

        assertThat(column(epochs(run), "epoch")).containsExactly("1", "2", "3");
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
