package dev.trackside.engine.mlp;

import static dev.trackside.engine.mlp.Engines.TRAIN;
import static dev.trackside.engine.mlp.Engines.classifier;
import static dev.trackside.engine.mlp.Engines.gradients;
import static dev.trackside.engine.mlp.Engines.learningRate;
import static dev.trackside.engine.mlp.Engines.line;
import static dev.trackside.engine.mlp.Engines.predictions;
import static dev.trackside.engine.mlp.Engines.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.engine.common.Dataset;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop.Go;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MlpEngineTests {

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
}
