package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.run.Trackside;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.spi.EngineProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjlProviderTests {

    private static final String DATA = "data: { train: train.csv, label: -1, validation: 25%, batch-size: 3 }\n";
    private static final Path EXAMPLE = Path.of("../../examples/digits/digits-djl.yaml");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 12; row++) {
            rows.append("%d,%d,%d,%d,%d%n".formatted(row, row * row, row % 3, row % 5, row % 2));
        }
        Files.writeString(folder.resolve("train.csv"), rows.toString());
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(EngineProvider.class))
                .anySatisfy(provider -> assertThat(provider.name()).isEqualTo("djl"));
    }

    @Test
    void readsEverythingThatTheFileSays() throws IOException {
        try (DjlEngine engine = open(DATA + """
                model: { type: cnn, image: [1, 2, 2], channels: [3], kernel: 1, pool: 2, batch-norm: true, layers: [5], activation: gelu, dropout: 0.1 }
                optimizer: { type: sgd, lr: 0.5, momentum: 0.9, nesterov: true }
                """)) {
            assertThat(engine.parameters())
                    .containsEntry("data.train-examples", "9")
                    .containsEntry("data.validation-examples", "3")
                    .containsEntry("data.classes", "2")
                    .containsEntry("data.batch-size", "3")
                    .containsEntry("model.type", "cnn")
                    .containsEntry("model.channels", "[3]")
                    .containsEntry("model.layers", "[5]")
                    .containsEntry("model.activation", "gelu")
                    .containsEntry("model.dropout", "0.1")
                    .containsEntry("model.parameters", Integer.toString((3 + 3) + 4 * 3 + (3 * 5 + 5) + (5 * 2 + 2)))
                    .containsEntry("optimizer.type", "sgd")
                    .containsEntry("optimizer.momentum", "0.9")
                    .hasEntrySatisfying("djl.engine", name -> assertThat(name).startsWith("PyTorch 2."));
            assertThat(engine.batchesPerEpoch()).hasValue(3);
            assertThat(engine.metrics()).containsExactly("loss", "accuracy", "val_loss", "val_accuracy");
        }
    }

    @Test
    void makesARegression() throws IOException {
        try (DjlEngine engine = open("data: { train: train.csv, label: 1, task: regression }\n")) {
            assertThat(engine.metrics()).containsExactly("loss", "mae");
            assertThat(engine.parameters()).containsEntry("model.layers", "[64]");
        }
    }

    @Test
    void understandsAllThatTheExampleSaysOfTheEngine() {
        ConfigFile file = ConfigFile.read(EXAMPLE);

        try (DjlEngine engine = (DjlEngine) new DjlProvider().open(file.root(), 42)) {
            assertThat(engine.parameters()).containsEntry("data.train-examples", "1437");
        }
        assertThat(file.unknownKeys()) // those that the runtime asks for
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message).containsPattern("unknown key '(run|engine|plugins)'"));
    }

    @Test
    void trainsTheExampleToNinetySevenAndAHalfPercent() {
        Best best = new Best();

        try (DjlEngine engine =
                (DjlEngine) new DjlProvider().open(ConfigFile.read(EXAMPLE).root(), 42)) {
            Trackside.run("digits-djl")
                    .withoutConfig()
                    .withoutDiscovery()
                    .option("run.dir", folder)
                    .epochs(12)
                    .attach(best)
                    .train(engine);
        }

        assertThat(best.accuracy).isGreaterThanOrEqualTo(0.975);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "model: { type: rnn } | type: 'rnn' is not among mlp, cnn",
                "model: { image: [1, 2, 2] } | image belongs to type: cnn, but the type is mlp",
                "model: { activation: swish } | activation: 'swish' is not among [relu, tanh, sigmoid, gelu, identity]",
                "model: { layers: [64, 0] } | layers: from 1 to 65536, not 0",
                "model: { dropout: 1 } | dropout: must be at least 0 and below 1, not 1.0",
                "model: { type: cnn } | image is missing: channels, height and width of an example, as in [1, 8, 8]",
                "model: { type: cnn, image: [2, 2] } | image: channels, height and width of an example, as in [1, 8, 8], not [2, 2]",
                "model: { type: cnn, image: [1, 8, 8] } | image: [1, 8, 8] makes 64 numbers, but the data have 4 features",
                "model: { type: cnn, image: [1, 2, 2], kernel: 2 } | kernel: an odd number, so that an image keeps its size, not 2",
                "model: { type: cnn, image: [1, 2, 2] } | pool: 2 after each of 2 convolutions leaves nothing of an image of 2 x 2",
                "optimizer: { type: rmsprop } | type: 'rmsprop' is not among adam, adamw, sgd",
            })
    void namesTheLineOfWhatCannotBe(String line, String message) {
        assertThatThrownBy(() -> open(DATA + line + "\n"))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("run.yaml:2")
                .hasMessageEndingWith(message);
    }

    private DjlEngine open(String yaml) throws IOException {
        Path file = folder.resolve("run.yaml");
        Files.writeString(file, yaml);
        return (DjlEngine) new DjlProvider().open(ConfigFile.read(file).root(), 42);
    }
}
