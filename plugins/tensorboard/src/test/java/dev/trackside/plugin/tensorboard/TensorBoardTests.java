package dev.trackside.plugin.tensorboard;

import static dev.trackside.plugin.tensorboard.EventReader.readFolder;
import static dev.trackside.plugin.tensorboard.EventReader.scalars;
import static dev.trackside.plugin.tensorboard.EventReader.texts;
import static dev.trackside.plugin.tensorboard.EventReader.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import dev.trackside.plugin.tensorboard.proto.Event;
import dev.trackside.plugin.tensorboard.proto.HParamsPluginData;
import dev.trackside.plugin.tensorboard.proto.HistogramProto;
import dev.trackside.plugin.tensorboard.proto.SessionStartInfo;
import dev.trackside.plugin.tensorboard.proto.Status;
import dev.trackside.plugin.tensorboard.proto.Summary;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTests {

    @TempDir
    Path folder;

    private Simulation simulation() {
        return Simulation.epochs(2)
                .batches(4)
                .metric("loss", (epoch, batch) -> 1 - epoch * 0.5 - batch * 0.125)
                .metric("val_loss", 0.75, Double.NaN)
                .learningRate(0.5)
                .folder(folder)
                .attach(new TensorBoard());
    }

    private static List<Event> session(SimulatedRun run) {
        return readFolder(run.folder().resolve("tensorboard"));
    }

    private static List<Event> train(SimulatedRun run) {
        return readFolder(run.folder().resolve("tensorboard/train"));
    }

    private static List<Event> validation(SimulatedRun run) {
        return readFolder(run.folder().resolve("tensorboard/validation"));
    }

    // ---- scalars

    @Test
    void trainingAndValidationAreTwoRunsWithTheSameTag() {
        SimulatedRun run = simulation().run();

        assertThat(scalars(train(run), "loss")).containsExactly("4=0.8125", "8=0.3125");
        assertThat(scalars(validation(run), "loss")).containsExactly("4=0.75", "8=NaN");
        assertThat(scalars(train(run), "lr")).containsExactly("4=0.5", "8=0.5");
        assertThat(scalars(train(run), "epoch")).containsExactly("4=1.0", "8=2.0");
        assertThat(scalars(train(run), "val_loss")).isEmpty();
    }

    @Test
    void batchesAreWrittenAtEachSoManySteps() {
        SimulatedRun run = simulation().option("tensorboard.every", 3).run();

        assertThat(scalars(train(run), "batch/loss")).containsExactly("3=0.75", "6=0.375");
        assertThat(scalars(train(run), "batch/lr")).containsExactly("3=0.5", "6=0.5");
    }

    @Test
    void withoutAPeriodNobodyListensToBatches() {
        SimulatedRun run = simulation().option("tensorboard.every", 0).run();

        assertThat(scalars(train(run), "batch/loss")).isEmpty();
        assertThat(run.summary().callbacks())
                .noneMatch(callback -> callback.id().contains("batches"));
    }

    /** Skips the second batch of each epoch. */
    static final class SkipTheSecond {
        @OnBatchBegin(at = 2)
        Control skip() {
            return Control.skipBatch("it is broken");
        }
    }

    @Test
    void aSkippedBatchIsNoPoint() {
        SimulatedRun run = simulation()
                .option("tensorboard.every", 1)
                .attach(new SkipTheSecond())
                .run();

        assertThat(values(train(run), "batch/loss").map(EventReader.Point::step))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void filesBeginAsTensorBoardExpects() {
        SimulatedRun run = simulation().run();

        assertThat(train(run).get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(train(run).get(1).getSessionLog().getStatusValue()).isEqualTo(1);
        assertThat(train(run).get(1).getStep()).isZero();
        assertThat(validation(run).get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(session(run).get(0).getFileVersion()).isEqualTo("brain.Event:2");
    }

    @Test
    void withoutValidationThereIsNoSuchRun() {
        SimulatedRun run = Simulation.epochs(1)
                .metric("loss", 1)
                .folder(folder)
                .attach(new TensorBoard())
                .run();

        assertThat(run.folder().resolve("tensorboard/validation")).doesNotExist();
    }

    @Test
    void aFolderOfOnesOwnHoldsAFolderForEachRun() {
        SimulatedRun run =
                simulation().option("tensorboard.folder", folder.resolve("tb")).run();

        assertThat(scalars(
                        readFolder(folder.resolve("tb")
                                .resolve(run.folder().getFileName())
                                .resolve("train")),
                        "loss"))
                .hasSize(2);
        assertThat(run.folder().resolve("tensorboard")).doesNotExist();
    }

    // ---- histograms

    @Test
    void histogramsOfWeightsAndGradientsComeEverySoManyEpochs() {
        SimulatedRun run = simulation()
                .weights(3)
                .gradients(2)
                .option("tensorboard.histograms", 2)
                .run();

        List<EventReader.Point> points = train(run).stream()
                .flatMap(event -> event.getSummary().getValueList().stream()
                        .filter(Summary.Value::hasHisto)
                        .map(value -> new EventReader.Point(event.getStep(), value)))
                .toList();
        assertThat(points).hasSize(2).allSatisfy(point -> assertThat(
                        total(point.value().getHisto()))
                .isEqualTo(point.value().getHisto().getNum()));
        assertThat(points.get(0).step()).as("the first step of epoch 2").isEqualTo(5);
        assertThat(points.get(0).value().getTag()).startsWith("gradients/");
        assertThat(points.get(0).value().getHisto().getSum()).isEqualTo(2);
        assertThat(points.get(1).step()).isEqualTo(8);
        assertThat(points.get(1).value().getTag()).startsWith("weights/");
        assertThat(points.get(1).value().getHisto().getMin()).isEqualTo(8);
        assertThat(points.get(1).value().getHisto().getMax()).isEqualTo(10);
    }

    private static double total(HistogramProto histogram) {
        return histogram.getBucketList().stream().mapToDouble(each -> each).sum();
    }

    @Test
    void nobodyAsksForGradientsUnlessHistogramsAreWanted() {
        SimulatedRun run = simulation().weights(3).gradients(2).run();

        assertThat(run.summary().callbacks())
                .noneMatch(callback -> callback.id().contains("gradients"));
        assertThat(train(run))
                .noneMatch(event -> event.getSummary().getValueList().stream().anyMatch(Summary.Value::hasHisto));
    }

    @Test
    void gradientsThatAreNotFiniteAreACurve() {
        SimulatedRun run = simulation()
                .gradients(Double.NaN)
                .option("tensorboard.histograms", 1)
                .run();

        assertThat(train(run).stream()
                        .flatMap(event -> event.getSummary().getValueList().stream())
                        .filter(value -> value.getTag().startsWith("not_finite/gradients/")))
                .hasSize(2)
                .allMatch(value -> value.getSimpleValue() == 1);
        assertThat(run.consoleLines()).anyMatch(line -> line.contains("does not offer its weights"));
    }

    // ---- texts and images

    /** Stops the run. */
    static final class StopAtOnce {
        @OnEpochEnd
        Control stop() {
            return Control.stop("enough | is <enough>");
        }
    }

    @Test
    void configurationModelDecisionsAndOutcomeAreTexts() {
        SimulatedRun run =
                simulation().weights(3).seed(42).attach(new StopAtOnce()).run();
        List<Event> events = session(run);

        assertThat(texts(events, "configuration")).singleElement().asString().contains("| run.seed | 42 |");
        assertThat(texts(events, "model")).singleElement().asString().contains("| weights | 3 | 3 |", "| all |  | 3 |");
        assertThat(texts(events, "decisions"))
                .singleElement()
                .asString()
                .contains("| stop-at-once | stop | enough &#124; is &#60;enough&#62; | taken |");
        assertThat(texts(events, "outcome")).singleElement().asString().startsWith("stopped: enough");
    }

    /** Hands in two pictures, of which one is none. */
    static final class Painter {
        @OnTrainEnd
        void paint(RunFiles files) {
            try {
                Path picture = files.folder().resolve("p.png");
                ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB), "png", picture.toFile());
                files.artifact("picture", picture);
                files.artifact("none", Files.writeString(files.folder().resolve("n.png"), "no picture"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aPictureThatIsHandedInIsShownEvenAtTheEnd() throws IOException {
        SimulatedRun run = simulation().attach(new Painter()).run();

        Summary.Image image = values(session(run), "artifacts/picture")
                .findFirst()
                .orElseThrow()
                .value()
                .getImage();
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getColorspace()).isEqualTo(4);
        assertThat(image.getEncodedImageString().toByteArray())
                .isEqualTo(Files.readAllBytes(run.folder().resolve("p.png")));
        assertThat(values(session(run), "artifacts/none")).isEmpty();
    }

    // ---- hyperparameters

    private static HParamsPluginData hparams(SimulatedRun run, String tag) {
        return hparams(session(run), tag).orElseThrow();
    }

    private static Optional<HParamsPluginData> hparams(List<Event> events, String tag) {
        return values(events, "_hparams_/" + tag)
                .map(point -> {
                    assertThat(point.value().getMetadata().getPluginData().getPluginName())
                            .isEqualTo("hparams");
                    try {
                        return HParamsPluginData.parseFrom(
                                point.value().getMetadata().getPluginData().getContent());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .reduce((one, another) -> {
                    throw new AssertionError("TensorBoard would not see " + another);
                });
    }

    @Test
    void theHParamsTableKnowsOptionsAndEnd() {
        SimulatedRun run = simulation().seed(42).option("tensorboard.every", 2).run();

        SessionStartInfo start = hparams(run, "session_start_info").getSessionStartInfo();
        assertThat(start.getHparamsMap().get("run.seed").getNumberValue()).isEqualTo(42);
        assertThat(start.getHparamsMap().get("plugins.tensorboard.every").getNumberValue())
                .isEqualTo(2);
        assertThat(hparams(run, "session_end_info").getSessionEndInfo().getStatus())
                .isEqualTo(Status.STATUS_SUCCESS);
    }

    @Test
    void aFailureIsAFailure() {
        SimulatedRun run =
                simulation().failAt(1, 2, new IllegalStateException("fire")).runAndFail();

        assertThat(hparams(run, "session_end_info").getSessionEndInfo().getStatus())
                .isEqualTo(Status.STATUS_FAILURE);
        assertThat(texts(session(run), "outcome")).singleElement().asString().contains("fire");
    }

    @Test
    void anInterruptedRunIsNotYetAtItsEnd() {
        SimulatedRun run = simulation().interruptAt(1, 2).run();

        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(hparams(session(run), "session_end_info")).isEmpty();
    }
}
