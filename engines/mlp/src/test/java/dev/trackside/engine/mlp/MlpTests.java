package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Weights;
import dev.trackside.engine.common.Dataset;
import org.junit.jupiter.api.Test;

class MlpTests {

    private static final Dataset CLASSES = Dataset.classification(new double[][] {{1}, {2}}, new int[] {0, 1});
    private static final Dataset LINE = Dataset.regression(new double[][] {{1}, {2}}, new double[] {0.5, 1.5});

    @Test
    void refusesDataOfTheOtherTask() {
        assertThatThrownBy(() -> Mlp.classifier(LINE)).hasMessage("the data are for regression: use Mlp.regressor");
        assertThatThrownBy(() -> Mlp.regressor(CLASSES))
                .hasMessage("the data are for classification: use Mlp.classifier");
    }

    @Test
    void refusesValidationDataOfAnotherShape() {
        Dataset wider = Dataset.classification(new double[][] {{1, 2}, {2, 3}}, new int[] {0, 1});

        assertThatThrownBy(() -> Mlp.classifier(CLASSES, wider))
                .hasMessage("the validation data have 2 features, but the training data have 1");
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThatThrownBy(() -> Mlp.classifier(CLASSES).layers(4, 0))
                .hasMessage("a layer has from 1 to 65536 units, not 0");
        assertThatThrownBy(() -> Mlp.classifier(CLASSES).batchSize(0))
                .hasMessage("a batch has 1 example at least, not 0");
    }

    @Test
    void takesABatchLargerThanTheData() {
        RecordingLoop loop = new RecordingLoop(1, 1);

        Mlp.classifier(CLASSES).batchSize(1_000_000).build().train(loop);

        assertThat(loop.calls).contains("batch 2");
    }

    @Test
    void drawsWeightsBySeed() {
        assertThat(weights(1)).isEqualTo(weights(1)).isNotEqualTo(weights(2));
    }

    private static Weights.Snapshot weights(long seed) {
        return ((Weights) Mlp.classifier(CLASSES).seed(seed).build().offers().get(Weights.class)).snapshot();
    }
}
