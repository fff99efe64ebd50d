package dev.trackside.engine.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.engine.common.Split;
import dev.trackside.run.Trackside;
import dev.trackside.spi.EngineState;
import dev.trackside.testkit.RecordingConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A resumed run grows the trees of one that never stopped, byte for byte. */
class XgboostResumeTests {

    private static final int ROUNDS = 10;
    private static final Split CLASSES = Tables.classes(400);
    private static final Split QUANTITIES = Tables.quantities(400);

    @TempDir
    private Path folder;

    static Stream<Named<Map<String, Object>>> kinds() {
        return Stream.of(
                named("objective", "reg:squarederror"),
                named("objective", "reg:gamma", "base_score", 2.5),
                named("objective", "reg:absoluteerror", "subsample", 0.5, "colsample_bynode", 0.5),
                named("objective", "reg:quantileerror", "quantile_alpha", 0.4),
                named("objective", "count:poisson"),
                named("tree_method", "hist", "subsample", 0.6),
                named("tree_method", "hist", "colsample_bytree", 0.6, "colsample_bylevel", 0.8),
                named("tree_method", "hist", "grow_policy", "lossguide", "max_leaves", 6, "subsample", 0.7),
                named("tree_method", "approx", "subsample", 0.6, "colsample_bynode", 0.5),
                named("tree_method", "exact", "subsample", 0.6, "colsample_bytree", 0.5),
                named("booster", "dart", "rate_drop", 0.3, "subsample", 0.6),
                named("num_parallel_tree", 3, "subsample", 0.5, "colsample_bynode", 0.5));
    }

    private static Named<Map<String, Object>> named(Object... parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i].toString(), parameters[i + 1]);
        }
        return Named.of(values.toString(), values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void whateverTheParameters(Map<String, Object> parameters) throws IOException {
        XgboostEngine whole =
                Tables.regressor(QUANTITIES).parameters(parameters).build();
        RoundSaver first = run(whole, null);

        XgboostEngine resumed =
                Tables.regressor(QUANTITIES).parameters(parameters).build();
        RoundSaver rest = run(resumed, "end-3");

        assertThat(model(resumed)).isEqualTo(model(whole));
        assertThat(rest.losses).isEqualTo(first.losses.subList(4, ROUNDS));
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"begin-0", "step-1", "begin-4", "step-5", "end-4", "end-9"})
    void whereverItStopped(String checkpoint) throws IOException {
        XgboostEngine whole =
                Tables.classifier(CLASSES).parameter("subsample", 0.6).build();
        run(whole, null);

        XgboostEngine resumed =
                Tables.classifier(CLASSES).parameter("subsample", 0.6).build();
        run(resumed, checkpoint);

        assertThat(model(resumed)).isEqualTo(model(whole));
    }

    @Test
    void keepsTheModelAsAFileThatXgboostReads() throws Exception {
        XgboostEngine engine = Tables.classifier(CLASSES).build();
        run(engine, null);

        EngineState state = (EngineState) engine.offers().get(EngineState.class);
        Map<String, byte[]> parts = state.save();

        assertThat(parts).containsOnlyKeys("facts", "model");
        assertThat(new String(parts.get("facts"), UTF_8))
                .isEqualTo("objective=multi:softprob\nbooster=gbtree\nfeatures=4\nclasses=3\n");
        assertThat(XGBoost.loadModel(parts.get("model")).getNumBoostedRound()).isEqualTo(ROUNDS);
    }

    @Test
    void refusesACheckpointOfAnotherObjectiveBeforeTraining() {
        run(Tables.regressor(QUANTITIES).build(), null);
        XgboostEngine other =
                Tables.regressor(QUANTITIES).parameter("objective", "reg:gamma").build();

        assertThatThrownBy(() -> run(other, "end-3"))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining(
                        "the objective of the saved model is reg:squarederror, but that of this run's model is reg:gamma");
    }

    private RoundSaver run(XgboostEngine engine, String resume) {
        RoundSaver saver = new RoundSaver();
        var builder = Trackside.run("boost")
                .withoutConfig()
                .withoutDiscovery()
                .console(RecordingConsole.plain())
                .option("run.dir", folder)
                .attach(saver)
                .epochs(ROUNDS)
                .seed(7);
        if (resume != null) {
            builder.resume(checkpoint(resume));
        }
        builder.train(engine);
        return saver;
    }

    private String checkpoint(String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(name + "."))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0).toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Weights.Snapshot model(XgboostEngine engine) {
        return ((Weights) engine.offers().get(Weights.class)).snapshot();
    }
}
