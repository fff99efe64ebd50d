package dev.trackside.engine.xgboost;

import dev.trackside.engine.common.ColumnSelector;
import dev.trackside.engine.common.CsvTable;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Split;
import java.nio.file.Path;
import java.util.Random;

/** Data for tests. Engines on them use one thread: XGBoost's threads wait for each other on a busy machine. */
final class Tables {

    static final Path EXAMPLES = Path.of("../../examples");

    private Tables() {}

    /** Three classes that four features tell apart, mostly. */
    static Split classes(int rows) {
        Random random = new Random(1);
        double[][] features = new double[rows][4];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 3;
            for (int i = 0; i < 4; i++) {
                features[row][i] = random.nextGaussian() + (i < 3 && i == labels[row] ? 1.5 : 0);
            }
        }
        return Split.random(Dataset.classification(features, labels), 0.25, 7);
    }

    /** Positive quantities. */
    static Split quantities(int rows) {
        Random random = new Random(2);
        double[][] features = new double[rows][5];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 5; i++) {
                features[row][i] = random.nextGaussian();
            }
            targets[row] = 3 + Math.abs(features[row][0] * 2 - features[row][1] + 0.2 * random.nextGaussian());
        }
        return Split.random(Dataset.regression(features, targets), 0.25, 7);
    }

    static Split digits() {
        return Split.random(
                CsvTable.read(EXAMPLES.resolve("digits/digits.csv.gz"), ColumnSelector.at(64))
                        .classification(),
                0.2,
                42);
    }

    static Xgboost classifier(Split split) {
        return Xgboost.classifier(split.train(), split.validation()).parameter("nthread", 1);
    }

    static Xgboost regressor(Split split) {
        return Xgboost.regressor(split.train(), split.validation()).parameter("nthread", 1);
    }
}
