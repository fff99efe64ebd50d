package dev.trackside.engine.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.TracksideException;
import dev.trackside.engine.common.Dataset;
import dev.trackside.run.Trackside;
import dev.trackside.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureImportanceTests {

    /** The second feature decides, the first helps, the third is always the same. */
    private static final Dataset DATA = data();

    @TempDir
    private Path folder;

    private static Dataset data() {
        double[][] features = new double[60][];
        double[] targets = new double[60];
        for (int row = 0; row < 60; row++) {
            features[row] = new double[] {row % 7, row % 5, 1};
            targets[row] = 10 * features[row][1] + features[row][0];
        }
        return Dataset.regression(features, targets);
    }

    @Test
    void isATableOfAllFeaturesTheMostImportantFirst() throws IOException {
        Trackside.run("boost")
                .withoutConfig()
                .withoutDiscovery()
                .console(RecordingConsole.plain())
                .option("run.dir", folder)
                .attach(new FeatureImportance())
                .epochs(5)
                .train(Xgboost.regressor(DATA).parameter("nthread", 1).build());

        List<String> lines = table();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("feature,gain,cover,splits");
        assertThat(lines.get(1)).startsWith("1,");
        assertThat(lines.get(2)).startsWith("0,");
        assertThat(lines.get(3)).isEqualTo("2,0.0,0.0,0");
    }

    @Test
    void speaksOfFeaturesByTheNamesThatAMatrixHas() throws Exception {
        DMatrix train = Matrices.of(DATA);
        train.setFeatureNames(new String[] {"age", "bmi of 2", "one"});
        XgboostEngine engine = Xgboost.on(train).parameter("nthread", 1).build();
        XgboostTests.train(engine, 5, new MetricWatch());

        assertThat(engine.featureImportance())
                .extracting(FeatureScore::feature)
                .containsExactly("bmi of 2", "age", "one");
    }

    @Test
    void joinsARunThatConfiguresItOnly() throws Exception {
        assertThat(FeatureImportance.class
                        .getAnnotation(dev.trackside.Plugin.class)
                        .attach())
                .isEqualTo(Attach.WHEN_CONFIGURED);
    }

    @Test
    void isRefusedByARunWithoutXgboost() {
        assertThatThrownBy(() -> Trackside.run("own")
                        .withoutConfig()
                        .withoutDiscovery()
                        .console(RecordingConsole.plain())
                        .option("run.dir", folder)
                        .attach(new FeatureImportance())
                        .epochs(1)
                        .train(loop -> loop.epochs().iterator().next()))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("takes XgboostEngine");
    }

    private List<String> table() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(path -> path.endsWith("feature-importance.csv"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file);
        }
    }
}
