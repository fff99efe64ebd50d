package dev.trackside.engine.mlp;

import static dev.trackside.engine.mlp.Engines.VALIDATION;
import static dev.trackside.engine.mlp.Engines.classifier;
import static dev.trackside.engine.mlp.Engines.distance;
import static dev.trackside.engine.mlp.Engines.flat;
import static dev.trackside.engine.mlp.Engines.gradients;
import static dev.trackside.engine.mlp.Engines.learningRate;
import static dev.trackside.engine.mlp.Engines.predictions;
import static dev.trackside.engine.mlp.Engines.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpCapabilitiesTests {

    @Test
    void offersGradientsThatCanBeClippedBeforeTheStep() {
        RecordingLoop loop = new RecordingLoop(1, 1);
        MlpEngine engine = classifier().sgd(1, 0).build();
        Gradients gradients = gradients(engine);
        List<double[]> before = new ArrayList<>();
        loop.onGradients = () -> {
            gradients.clipByNorm(1e-3);
            assertThat(gradients.norm()).isLessThanOrEqualTo(1e-3 * (1 + 1e-12));
            before.add(flat(weights(engine).tensors()));
            return true;
        };
        loop.onBatchEnd = () -> before.add(flat(weights(engine).tensors()));

        engine.train(loop);

        assertThat(distance(before.get(0), before.get(1))).isCloseTo(1e-3, within(1e-9));
    }

    @Test
    void offersGradientsTensorByTensorInTheShapeOfTheWeights() {
        MlpEngine engine = classifier().build();

        List<Tensor> tensors = gradients(engine).tensors();

        assertThat(tensors)
                .extracting(Tensor::name)
                .containsExactly("layer0.weights", "layer0.bias", "layer1.weights", "layer1.bias");
        assertThat(tensors.get(0).shape()).containsExactly(2, 8);
        assertThat(tensors.get(1).shape()).containsExactly(8);
        assertThat(tensors).zipSatisfy(weights(engine).tensors(), (gradient, weight) -> assertThat(gradient.shape())
                .isEqualTo(weight.shape()));
    }

    @Test
    void offersALearningRateForTheNextStep() {
        RecordingLoop loop = new RecordingLoop(1, 1);
        MlpEngine engine = classifier().adam(0.01).build();
        assertThat(learningRate(engine).get()).isEqualTo(0.01);
        List<double[]> steps = new ArrayList<>();
        steps.add(flat(weights(engine).tensors()));
        loop.onBatchEnd = () -> {
            steps.add(flat(weights(engine).tensors()));
            learningRate(engine).set(0);
        };

        engine.train(loop);

        assertThat(steps.get(1)).isNotEqualTo(steps.get(0));
        assertThat(steps.get(2)).isEqualTo(steps.get(1));
    }

    @Test
    void refusesALearningRateThatCannotBe() {
        LearningRate rate = learningRate(classifier().build());

        assertThatThrownBy(() -> rate.set(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rate.set(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void offersSnapshotsThatTrainingDoesNotChange() {
        MlpEngine engine = classifier().build();
        double[] before = flat(weights(engine).tensors());
        Weights.Snapshot snapshot = weights(engine).snapshot();
        engine.train(new RecordingLoop(1, 1));
        assertThat(flat(weights(engine).tensors())).isNotEqualTo(before);

        weights(engine).restore(snapshot);

        assertThat(flat(weights(engine).tensors())).isEqualTo(before);
    }

    @Test
    void refusesToRestoreAnotherModel() {
        Weights.Snapshot other = weights(classifier().layers(3).build()).snapshot();
        Weights weights = weights(classifier().build());

        assertThatThrownBy(() -> weights.restore(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the saved tensor layer0.weights is 2 x 3");
    }

    @Test
    void offersWeightsThatCanBeWritten() {
        MlpEngine engine = classifier().build();
        Tensor bias = weights(engine).tensors().get(3);

        bias.write(new double[] {100, -100});

        assertThat(engine.predict(0, 0)[0]).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> bias.write(new double[3])).hasMessage("layer1.bias has 2 values, not 3");
    }

    @Test
    void offersPredictionsOfEachValidationBatch() {
        RecordingLoop loop = new RecordingLoop(1, 1);
        MlpEngine engine = classifier().build();
        List<Predictions> kept = new ArrayList<>();
        loop.onValidationBatchEnd = () -> kept.add(predictions(engine).snapshot());

        engine.train(loop);

        assertThat(kept).extracting(Predictions::size).containsExactly(4, 1);
        assertThat(kept.get(1).width()).isEqualTo(2);
        assertThat(kept.get(1).label(0)).isEqualTo(VALIDATION.targets()[4]);
        double[] row = {VALIDATION.features()[8], VALIDATION.features()[9]};
        assertThat(kept.get(1).output(0, 1)).isEqualTo(engine.predict(row)[1]);
        assertThat(kept.get(0).output(0, 0) + kept.get(0).output(0, 1)).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> kept.get(1).label(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
