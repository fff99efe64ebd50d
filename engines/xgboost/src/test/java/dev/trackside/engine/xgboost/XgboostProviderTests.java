package dev.trackside.engine.xgboost;

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
import org.junit.jupiter.params.provider.ValueSource;

class XgboostProviderTests {

    private static final String DATA = "data: { train: train.csv, label: -1, validation: 25% }\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 24; row++) {
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
                .anySatisfy(provider -> assertThat(provider.name()).isEqualTo("xgboost"));
    }

    @Test
    void takesParametersInXgboostsSpellingAndInThatOfTheFile() throws IOException {
        Engine engine = open(DATA + """
                model: { max_depth: 3, min-child-weight: 2, learning-rate: 0.1, subsample: 0.8, eval-metric: [auc, aucpr], nthread: 1 }
                """);

        assertThat(engine.parameters())
                .containsEntry("data.train-examples", "18")
                .containsEntry("data.validation-examples", "6")
                .containsEntry("model.objective", "binary:logistic")
                .containsEntry("model.max_depth", "3")
                .containsEntry("model.min_child_weight", "2")
                .containsEntry("model.eta", "0.1")
                .containsEntry("model.subsample", "0.8")
                .containsEntry("model.nthread", "1")
                .containsEntry("model.eval_metric", "logloss, error, auc, aucpr");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"digits/digits-xgboost.yaml", "breast-cancer/breast-cancer.yaml"})
    void understandsAllThatTheExamplesSayOfTheEngine(String example) throws IOException {
        ConfigFile file = ConfigFile.read(Tables.EXAMPLES.resolve(example));

        Engine engine = new XgboostProvider().open(file.root(), 42);

        assertThat(engine.parameters()).containsEntry("model.nthread", "1");
        assertThat(file.unknownKeys()) // those that the runtime asks for
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message).containsPattern("unknown key '(run|engine|plugins)'"));
    }

    @Test
    void makesARegression() throws IOException {
        Engine engine = open("data: { train: train.csv, label: 1, task: regression }\n");

        assertThat(engine.metrics()).containsExactly("loss", "rmse", "mae", "r2");
    }

    @Test
    void leavesMisspelledParametersToBeReported() throws IOException {
        ConfigFile file = file(DATA + "model: { max_depht: 3, eta: 0.1 }\n");

        new XgboostProvider().open(file.root(), 42);

        assertThat(file.unknownKeys()).extracting(Throwable::getMessage).anySatisfy(message -> assertThat(message)
                .contains("run.yaml:2")
                .contains("'max_depht'")
                .contains("did you mean 'max"));
    }

    @Nested
    class NamesTheLine {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "model: { objective: 'binary:logistics' } | objective: 'binary:logistics' is not among binary:logistic, multi:softprob; binary:logistic gives the probabilities that callbacks may ask for",
                    "model: { objective: 'reg:squarederror' } | objective: 'reg:squarederror' is not among binary:logistic, multi:softprob; others are for matrices of your own, Xgboost.on(...)",
                    "model: { booster: gblinear } | booster: 'gblinear' is not among dart, gbtree",
                    "model: { max-depth: -3 } | XGBoost could not take these parameters: value -3 for Parameter max_depth should be greater equal to 0",
                    "model: { subsample: 2 } | XGBoost could not take these parameters: value 2 for Parameter subsample exceed bound [0,1]",
                    "model: { learning_rate: -2 } | eta: -2 is negative or not finite",
                    "model: { eta: 0.1, learning_rate: 0.2 } | learning_rate and eta are the same parameter; give one",
                    "model: { eval-metric: acuracy } | XGBoost could not take these parameters: Unknown metric function acuracy",
                })
        void ofWhatCannotBe(String line, String message) {
            assertThatThrownBy(() -> open(DATA + line + "\n"))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("run.yaml:2")
                    .hasMessageEndingWith(message);
        }

        @Test
        void ofAMissingFile() {
            assertThatThrownBy(() -> open("data: { train: trian.csv, label: -1 }\n"))
                    .hasMessageContaining("run.yaml:1")
                    .hasMessageContaining("there is no file " + folder.resolve("trian.csv"));
        }
    }

    private Engine open(String yaml) throws IOException {
        return new XgboostProvider().open(file(yaml).root(), 42);
    }

    private ConfigFile file(String yaml) throws IOException {
        Path file = folder.resolve("run.yaml");
        Files.writeString(file, yaml);
        return ConfigFile.read(file);
    }
}
