package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatasetTests {

    @Test
    void countsItsClassesByTheLargestLabel() {
        Dataset dataset = Dataset.classification(new double[][] {{1}, {2}}, new int[] {0, 2});

        assertThat(dataset.classes().names()).containsExactly("0", "1", "2");
    }

    @Test
    void copiesWhatItIsMadeOf() {
        double[][] features = {{1}, {2}};
        double[] targets = {3, 4};
        Dataset dataset = Dataset.regression(features, targets);

        features[0][0] = 9;
        targets[0] = 9;

        assertThat(dataset.features()).containsExactly(1, 2);
        assertThat(dataset.targets()).containsExactly(3, 4);
    }

    @Test
    void refusesSizesThatDoNotMatch() {
        assertThatThrownBy(() -> Dataset.regression(new double[][] {{1}}, new double[] {1, 2}))
                .hasMessage("1 rows of features, but 2 targets");
        assertThatThrownBy(() -> Dataset.regression(new double[][] {{1}, {1, 2}}, new double[] {1, 2}))
                .hasMessage("row 1 has 2 features, but row 0 has 1");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        assertThatThrownBy(() -> Dataset.regression(new double[][] {{Double.NaN}}, new double[] {1}))
                .hasMessage("row 0 holds NaN");
        assertThatThrownBy(() -> Dataset.regression(new double[][] {{1}}, new double[] {Double.POSITIVE_INFINITY}))
                .hasMessage("row 0 holds Infinity");
    }

    @Test
    void hasNoClassesForRegression() {
        assertThatThrownBy(() -> Dataset.regression(new double[][] {{1}}, new double[] {1})
                        .classes())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysItsSize() {
        assertThat(Dataset.classification(new double[][] {{1, 2}, {3, 4}}, new int[] {0, 1}))
                .hasToString("2 rows x 2 features, 2 classes");
    }
}
