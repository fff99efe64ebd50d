package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTests {

    private static final Dataset NUMBERED = numbered(1797);

    @Test
    void putsEachRowIntoExactlyOnePart() {
        Split split = Split.random(NUMBERED, 0.2, 42);

        double[] all = DoubleStream.concat(
                        Arrays.stream(split.train().targets()),
                        Arrays.stream(split.validation().targets()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(NUMBERED.targets());
    }

    @Test
    void keepsFeaturesAndTargetsTogether() {
        Dataset train = Split.random(NUMBERED, 0.2, 42).train();

        assertThat(train.features()).isEqualTo(train.targets());
    }

    @Test
    void roundsTheRowsForValidationUp() {
        assertThat(Split.random(NUMBERED, 0.2, 42).validation().rows()).isEqualTo(360);
    }

    @Test
    void drawsTheSameRowsOnEveryMachine() {
        double[] first =
                Arrays.copyOf(Split.random(NUMBERED, 0.2, 42).validation().targets(), 5);

        assertThat(first).containsExactly(546, 312, 1276, 1036, 393);
    }

    @Test
    void drawsOtherRowsForAnotherSeed() {
        assertThat(Split.random(NUMBERED, 0.2, 1).validation().targets())
                .isNotEqualTo(Split.random(NUMBERED, 0.2, 2).validation().targets());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 20, Double.NaN})
    void refusesFractionsThatLeaveNothing(double fraction) {
        assertThatThrownBy(() -> Split.random(NUMBERED, fraction, 42)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesRowsThatDoNotSuffice() {
        assertThatThrownBy(() -> Split.random(numbered(1), 0.2, 42)).isInstanceOf(DataException.class);
    }

    @Test
    void learnsItsScalingFromTheTrainingRowsAlone() {
        Dataset train = Dataset.regression(new double[][] {{0}, {2}}, new double[] {0, 0});
        Dataset validation = Dataset.regression(new double[][] {{100}}, new double[] {0});

        Split scaled = new Split(train, validation).scaled(Scaling.standardize());

        assertThat(scaled.train().features()).containsExactly(-1, 1);
        assertThat(scaled.validation().features()).containsExactly(99);
    }

    @Test
    void refusesPartsOfDifferentShape() {
        Dataset narrow = Dataset.regression(new double[][] {{0}}, new double[] {0});
        Dataset wide = Dataset.regression(new double[][] {{0, 1}}, new double[] {0});
        Dataset classes = Dataset.classification(new double[][] {{0}, {1}}, new int[] {0, 1});

        assertThatThrownBy(() -> new Split(narrow, wide))
                .hasMessage("the validation data have 2 features, but the training data have 1");
        assertThatThrownBy(() -> new Split(narrow, classes))
                .hasMessage("the validation data are for classification, but the training data are for regression");
    }

    private static Dataset numbered(int rows) {
        double[][] features = new double[rows][1];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            features[row][0] = row;
            targets[row] = row;
        }
        return Dataset.regression(features, targets);
    }
}
