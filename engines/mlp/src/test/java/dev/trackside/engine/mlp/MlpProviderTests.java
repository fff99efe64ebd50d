package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpProviderTests {

    private static final String DATA = "data: { train: train.csv, label: -1, validation: 25%, batch-size: 3 }\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 12; row++) {
            rows.append(row)
                    .append(',')
                    .append(row * row)
                    .append(',')
                    .append(row % 2)
                    .append('\n');
        }
        Files.writeString(folder.resolve("train.csv"), rows.toString());
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(EngineProvider.class))
                .anySatisfy(provider -> assertThat(provider.name()).isEqualTo("mlp"));
    }

    @Test
    void readsEverythingThatTheFileSays() throws IOException {
        Engine engine = open(DATA + """
                model: { layers: [5, 4], activation: tanh }
                optimizer: { type: sgd, lr: 0.5, momentum: 0.9, nesterov: true, l2: 0.001 }
                """);

        assertThat(engine.parameters())
                .containsEntry("data.train-examples", "9")
                .containsEntry("data.validation-examples", "3")
                .containsEntry("data.batch-size", "3")
                .containsEntry("model.layers", "[5, 4]")
                .containsEntry("model.activation", "tanh")
                .containsEntry("optimizer.type", "sgd")
                .containsEntry("optimizer.lr", "0.5")
                .containsEntry("optimizer.momentum", "0.9")
                .containsEntry("optimizer.nesterov", "true")
                .containsEntry("optimizer.l2", "0.001");
    }

    @Test
    void understandsAllThatTheExampleSaysOfTheEngine() throws IOException {
        ConfigFile file = ConfigFile.read(Digits.FILE.resolveSibling("digits.yaml"));

        Engine engine = new MlpProvider().open(file.root(), 42);

        assertThat(engine.parameters())
                .containsEntry("data.train-examples", "1437")
                .containsEntry("data.validation-examples", "360")
                .containsEntry("model.layers", "[64, 32]");
        assertThat(file.unknownKeys()) // those that the runtime asks for
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message).containsPattern("unknown key '(run|engine|plugins)'"));
    }

    @Test
    void trainsOnColumnsOfAllSizesAfterAFirstLineOfCounts() throws IOException {
        Files.copy(Path.of("src/test/resources/breast_cancer.csv"), folder.resolve("cancer.csv"));
        Engine engine = open("""
                data: { train: cancer.csv, label: -1, header: skip, validation: 20%, scale: standardize }
                model: { layers: [16] }
                optimizer: { lr: 0.003 }
                """);
        RecordingLoop loop = new RecordingLoop(42, 20);
        loop.wanted.add("val_accuracy");

        ((MlpEngine) engine).train(loop);

        assertThat(loop.last("val_accuracy")).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void hasDefaultsForAllButTheData() throws IOException {
        Engine engine = open("data: { train: train.csv, label: -1 }\n");

        assertThat(engine.parameters())
                .containsEntry("data.validation-examples", "0")
                .containsEntry("data.batch-size", "32")
                .containsEntry("model.layers", "[64]")
                .containsEntry("model.activation", "relu")
                .containsEntry("optimizer.type", "adam")
                .containsEntry("optimizer.lr", "0.001");
    }

    @Test
    void takesAnEmptyListOfLayersForALinearModel() throws IOException {
        assertThat(open(DATA + "model: { layers: [] }\n").parameters()).containsEntry("model.parameters", "6");
    }

    @Test
    void makesARegressionWithScaledLabel() throws IOException {
        Engine engine = open("data: { train: train.csv, label: 1, task: regression, scale-label: standardize }\n");

        assertThat(engine.metrics()).containsExactly("loss", "mae", "r2");
    }

    @Test
    void readsDecayOfAdamw() throws IOException {
        assertThat(open(DATA + "optimizer: { type: adamw }\n").parameters())
                .containsEntry("optimizer.type", "adamw")
                .containsEntry("optimizer.weight-decay", "0.01");
    }

    @Test
    void asksForEveryKeyItKnowsSoThatOthersAreReported() throws IOException {
        ConfigFile file = file(DATA + """
                model: { layers: [5], activaton: relu }
                optimizer: { type: adam, lr: 0.1, beta1: 0.8, beta2: 0.99, epsilon: 1e-7, l2: 0, rate: 3 }
                """);

        new MlpProvider().open(file.root(), 42);

        assertThat(file.unknownKeys())
                .extracting(Throwable::getMessage)
                .anySatisfy(message -> assertThat(message).contains(":2").contains("'activaton'"))
                .anySatisfy(message -> assertThat(message).contains(":3").contains("'rate'"))
                .hasSize(2);
    }

    @Nested
    class NamesTheLine {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "model: { activation: swish } | activation: 'swish' is not among [relu, tanh, sigmoid, identity]",
                    "model: { layers: [64, 0] } | layers: a layer has from 1 to 65536 units, not 0",
                    "optimizer: { type: rmsprop } | type: 'rmsprop' is not among adam, adamw, sgd",
                    "optimizer: { lr: -1 } | lr = -1.0: must be positive",
                    "optimizer: { momentum: 0.9 } | momentum belongs to sgd, but the optimizer is adam",
                    "optimizer: { weight-decay: 0.1 } | weight-decay belongs to adamw; adam has l2, but the optimizer is adam",
                    "optimizer: { type: sgd, beta1: 0.9 } | beta1 belongs to adam, but the optimizer is sgd",
                    "optimizer: { type: sgd, nesterov: true } | nesterov = true needs a momentum above 0",
                })
        void ofAModelOrOptimizerThatCannotBe(String line, String message) {
            assertThatThrownBy(() -> open(DATA + line + "\n"))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("run.yaml:2")
                    .hasMessageEndingWith(message);
        }

        @Test
        void ofABatchSizeThatCannotBe() {
            assertThatThrownBy(() -> open("data: { train: train.csv, label: -1, batch-size: 0 }\n"))
                    .hasMessageContaining("run.yaml:1")
                    .hasMessageEndingWith("batch-size: a batch has 1 example at least, not 0");
        }

        @Test
        void ofAScaledLabelOfClasses() {
            assertThatThrownBy(() -> open("data: { train: train.csv, label: -1, scale-label: standardize }\n"))
                    .hasMessageContaining("run.yaml:1")
                    .hasMessageEndingWith("scale-label: standardize is for task: regression; classes are not scaled");
        }

        @Test
        void ofAMissingFile() {
            assertThatThrownBy(() -> open("data: { train: trian.csv, label: -1 }\n"))
                    .hasMessageContaining("run.yaml:1")
                    .hasMessageContaining("there is no file " + folder.resolve("trian.csv"));
        }
    }

    private Engine open(String yaml) throws IOException {
        return new MlpProvider().open(file(yaml).root(), 42);
    }

    private ConfigFile file(String yaml) throws IOException {
        Path file = folder.resolve("run.yaml");
        Files.writeString(file, yaml);
        return ConfigFile.read(file);
    }
}
