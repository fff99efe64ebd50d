package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.engine.common.Dataset;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop.Go;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MlpEngineTests {

    private static final Dataset TRAIN = places(10, 1);
    private static final Dataset VALIDATION = places(5, 2);

    @Nested
    class InItsLoop {

        @Test
        void callsEverythingInOrder() {
            RecordingLoop loop = new RecordingLoop(1, 1);

            classifier().build().train(loop);

            assertThat(loop.calls)
                    .containsExactly(
                            "epoch 0",
                            "batch 4",
                            "record loss",
                            "gradients",
                            "step",
                            "end",
                            "batch 4",
                            "record loss",
                            "gradients",
                            "step",
                            "end",
                            "batch 2",
                            "record loss",
                            "gradients",
                            "step",
                            "end",
                            "validation",
                            "batch 4",
                            "record val_loss",
                            "end",
                            "batch 1",
                            "record val_loss",
                            "end",
                            "validation end",
                            "epoch end");
        }

        @Test
        void asksForNoValidationWithoutItsData() {
            RecordingLoop loop = new RecordingLoop(1, 1);

            MlpEngine engine = Mlp.classifier(TRAIN).build();
            engine.train(loop);

            assertThat(engine.metrics()).containsExactly("loss", "accuracy");
            assertThat(loop.calls).doesNotContain("validation");
        }

        @Test
        void takesNoStepWhenGradientsAreRefused() {
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.onGradients = () -> false;
            MlpEngine engine = classifier().build();
            Weights.Snapshot before = weights(engine).snapshot();

            engine.train(loop);

            assertThat(weights(engine).snapshot()).isEqualTo(before);
            assertThat(loop.calls).contains("gradients", "end").doesNotContain("step");
        }

        @Test
        void leavesSkippedBatchesOut() {
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.answer = Go.SKIP;

            classifier().build().train(loop);

            assertThat(loop.calls)
                    .containsExactly(
                            "epoch 0",
                            "batch 4",
                            "batch 4",
                            "batch 2",
                            "validation",
                            "batch 4",
                            "batch 1",
                            "validation end",
                            "epoch end");
        }

        @Test
        void leavesTheBatchesWhenTold() {
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.answer = Go.END;

            classifier().build().train(loop);

            assertThat(loop.calls)
                    .containsExactly("epoch 0", "batch 4", "validation", "batch 4", "validation end", "epoch end");
        }

        @Test
        void computesOnlyTheMetricsThatAreWanted() {
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.wanted.add("val_accuracy");

            classifier().build().train(loop);

            assertThat(loop.epochs.get(0)).containsOnlyKeys("loss", "val_loss", "val_accuracy");
        }

        @Test
        void shufflesEachEpochAnew() {
            List<Double> losses = new ArrayList<>();
            RecordingLoop loop = new RecordingLoop(1, 2);
            MlpEngine engine = classifier().build();
            learningRate(engine).set(0); // equal weights throughout: only the order differs
            loop.onBatchEnd = () -> losses.add(gradients(engine).norm());

            engine.train(loop);

            assertThat(losses.subList(0, 3)).isNotEqualTo(losses.subList(3, 6));
        }
    }

    @Nested
    class Measures {

        @Test
        void accuracyAsThePartOfRightPredictions() {
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.wanted.add("val_accuracy");
            MlpEngine engine = classifier().build();
            int[] right = new int[1];
            loop.onValidationBatchEnd = () -> {
                Predictions batch = predictions(engine);
                for (int i = 0; i < batch.size(); i++) {
                    boolean second = batch.output(i, 1) > batch.output(i, 0);
                    right[0] += (second ? 1 : 0) == batch.label(i) ? 1 : 0;
                }
            };

            engine.train(loop);

            assertThat(loop.last("val_accuracy")).isCloseTo(right[0] / 5.0, within(1e-12));
        }

        @Test
        void aRegressionByErrorAndDetermination() {
            Dataset line = line(40, 1);
            RecordingLoop loop = new RecordingLoop(1, 200);
            loop.wanted.addAll(List.of("val_mae", "val_r2"));
            MlpEngine engine =
                    Mlp.regressor(line, line(20, 2)).layers().adam(0.1).build();

            engine.train(loop);

            assertThat(engine.metrics()).containsExactly("loss", "mae", "r2", "val_loss", "val_mae", "val_r2");
            assertThat(loop.last("val_r2")).isGreaterThan(0.999);
            assertThat(loop.last("val_mae")).isLessThan(0.05);
        }

        @Test
        void determinationOverAllBatchesExactly() {
            Dataset validation = line(9, 2);
            RecordingLoop loop = new RecordingLoop(1, 1);
            loop.wanted.add("val_r2");
            MlpEngine engine = Mlp.regressor(line(9, 1), validation)
                    .batchSize(4)
                    .standardizeTargets()
                    .build();
            double[] squares = new double[1];
            loop.onValidationBatchEnd = () -> {
                Predictions batch = predictions(engine);
                for (int i = 0; i < batch.size(); i++) {
                    double error = batch.output(i, 0) - batch.label(i);
                    squares[0] += error * error;
                }
            };

            engine.train(loop);

            double variance = TargetScale.variance(validation.targets());
            assertThat(loop.last("val_r2")).isCloseTo(1 - squares[0] / 9 / variance, within(1e-9));
        }

        @Test
        void standardizedTargetsInTheUnitsOfTheData() {
            Dataset line = line(40, 1);
            RecordingLoop loop = new RecordingLoop(1, 100);
            loop.wanted.add("mae");
            MlpEngine engine =
                    Mlp.regressor(line).layers().adam(0.05).standardizeTargets().build();

            engine.train(loop);

            assertThat(loop.last("mae")).isLessThan(0.1);
            assertThat(engine.predict(1, 1)[0]).isCloseTo(3 * 1 - 2 * 1 + 10, within(0.2));
        }
    }

    @Nested
    class Offers {

        @Test
        void gradientsThatCanBeClippedBeforeTheStep() {
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
        void gradientsTensorByTensorInTheShapeOfTheWeights() {
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
        void aLearningRateForTheNextStep() {
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
        void noLearningRateThatCannotBe() {
            LearningRate rate = learningRate(classifier().build());

            assertThatThrownBy(() -> rate.set(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> rate.set(-1)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void snapshotsThatTrainingDoesNotChange() {
            MlpEngine engine = classifier().build();
            double[] before = flat(weights(engine).tensors());
            Weights.Snapshot snapshot = weights(engine).snapshot();
            engine.train(new RecordingLoop(1, 1));
            assertThat(flat(weights(engine).tensors())).isNotEqualTo(before);

            weights(engine).restore(snapshot);

            assertThat(flat(weights(engine).tensors())).isEqualTo(before);
        }

        @Test
        void noRestoreOfAnotherModel() {
            Weights.Snapshot other = weights(classifier().layers(3).build()).snapshot();
            Weights weights = weights(classifier().build());

            assertThatThrownBy(() -> weights.restore(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the saved tensor layer0.weights is 2 x 3");
        }

        @Test
        void weightsThatCanBeWritten() {
            MlpEngine engine = classifier().build();
            Tensor bias = weights(engine).tensors().get(3);

            bias.write(new double[] {100, -100});

            assertThat(engine.predict(0, 0)[0]).isCloseTo(1, within(1e-12));
            assertThatThrownBy(() -> bias.write(new double[3])).hasMessage("layer1.bias has 2 values, not 3");
        }

        @Test
        void predictionsOfEachValidationBatch() {
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

    @Nested
    class WhenResumed {

        @Test
        void inMidEpochEndsWithTheSameWeightsBitForBit() {
            for (OptimizerSettings optimizer :
                    List.of(OptimizerSettings.Adam.of(0.01), new OptimizerSettings.Sgd(0.1, 0.9, true, 1e-3))) {
                MlpEngine whole = classifier().optimizer(optimizer).build();
                List<Map<String, byte[]>> states = new ArrayList<>();
                RecordingLoop loop = new RecordingLoop(7, 5);
                loop.onBatchEnd = () -> states.add(state(whole).save());
                whole.train(loop);

                MlpEngine resumed = classifier().optimizer(optimizer).seed(99).build();
                state(resumed).restore(states.get(3 * 3 + 1)); // after the second batch of the fourth epoch
                RecordingLoop rest = new RecordingLoop(7, 3, 5);
                rest.batchesDone = 2;
                resumed.train(rest);

                assertThat(state(resumed).save().get("weights"))
                        .isEqualTo(state(whole).save().get("weights"));
                assertThat(state(resumed).save().get("optimizer"))
                        .isEqualTo(state(whole).save().get("optimizer"));
            }
        }

        @Test
        void betweenGradientsAndStepTakesTheStepWithWhatCallbacksMadeOfTheGradients() {
            MlpEngine whole = classifier().build();
            List<Map<String, byte[]>> states = new ArrayList<>();
            RecordingLoop loop = new RecordingLoop(7, 1);
            loop.onGradients = () -> {
                gradients(whole).scale(0.5);
                states.add(state(whole).save());
                return true;
            };
            whole.train(loop);

            MlpEngine resumed = classifier().seed(99).build();
            state(resumed).restore(states.get(2)); // in the last batch, whose gradients event is not fired again
            RecordingLoop rest = new RecordingLoop(7, 1);
            rest.batchesDone = 2;
            resumed.train(rest);

            assertThat(state(resumed).save().get("weights"))
                    .isEqualTo(state(whole).save().get("weights"));
        }

        @Test
        void refusesACheckpointOfAnotherOptimizerAndStaysAsItWas() {
            MlpEngine engine = classifier().build();
            Map<String, byte[]> before = state(engine).save();
            Map<String, byte[]> other =
                    state(classifier().seed(5).sgd(0.1, 0).build()).save();

            assertThatThrownBy(() -> state(engine).restore(other))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage("the saved optimizer is sgd, but this run uses adam");

            assertThat(state(engine).save().get("weights")).isEqualTo(before.get("weights"));
        }

        @Test
        void refusesACheckpointWithoutItsParts() {
            EngineState state = state(classifier().build());

            assertThatThrownBy(() -> state.restore(Map.of()))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("has no part 'weights'");
        }
    }

    @Nested
    class Says {

        @Test
        void whatItIsMadeOf() {
            MlpEngine engine = classifier().build();

            assertThat(engine.name()).isEqualTo("mlp");
            assertThat(engine.batchesPerEpoch()).hasValue(3);
            assertThat(engine.parameters())
                    .containsEntry("data.train-examples", "10")
                    .containsEntry("data.validation-examples", "5")
                    .containsEntry("data.classes", "2")
                    .containsEntry("model.layers", "[8]")
                    .containsEntry("model.parameters", "42")
                    .containsEntry("optimizer.type", "adam")
                    .containsEntry("optimizer.lr", "0.001");
        }

        @Test
        void itsCapabilitiesEachByItsType() {
            Map<Class<?>, Object> offers = classifier().build().offers();

            assertThat(offers)
                    .containsOnlyKeys(
                            LearningRate.class, Weights.class, Gradients.class, Predictions.class, EngineState.class);
            assertThat(offers).allSatisfy((type, offer) -> assertThat(offer).isInstanceOf(type));
        }

        @Test
        void thatAPredictionNeedsAllFeatures() {
            MlpEngine engine = classifier().build();

            assertThatThrownBy(() -> engine.predict(1, 2, 3)).hasMessage("3 features, but the model takes 2");
        }
    }

    private static Mlp classifier() {
        return Mlp.classifier(TRAIN, VALIDATION).layers(8).batchSize(4).seed(1);
    }

    private static Weights weights(MlpEngine engine) {
        return (Weights) engine.offers().get(Weights.class);
    }

    private static Gradients gradients(MlpEngine engine) {
        return (Gradients) engine.offers().get(Gradients.class);
    }

    private static LearningRate learningRate(MlpEngine engine) {
        return (LearningRate) engine.offers().get(LearningRate.class);
    }

    private static Predictions predictions(MlpEngine engine) {
        return (Predictions) engine.offers().get(Predictions.class);
    }

    private static EngineState state(MlpEngine engine) {
        return (EngineState) engine.offers().get(EngineState.class);
    }

    private static double[] flat(List<Tensor> tensors) {
        return tensors.stream()
                .flatMapToDouble(tensor -> Arrays.stream(tensor.read()))
                .toArray();
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /** Two classes, alternating, of points around two places. */
    private static Dataset places(int rows, long seed) {
        Random random = new Random(seed);
        double[][] features = new double[rows][];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 2;
            features[row] = new double[] {labels[row] + random.nextGaussian(), random.nextGaussian() - labels[row]};
        }
        return Dataset.classification(features, labels);
    }

    /** 3 x - 2 y + 10. */
    private static Dataset line(int rows, long seed) {
        Random random = new Random(seed);
        double[][] features = new double[rows][];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            features[row] = new double[] {random.nextGaussian(), random.nextGaussian()};
            targets[row] = 3 * features[row][0] - 2 * features[row][1] + 10;
        }
        return Dataset.regression(features, targets);
    }
}
