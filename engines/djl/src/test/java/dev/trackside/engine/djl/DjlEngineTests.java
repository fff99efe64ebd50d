package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Outcome;
import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract leaves open: DJL's own listeners, optimizers, objects and memory. */
class DjlEngineTests {

    @TempDir
    private Path folder;

    private RunBuilder run(Object... callbacks) {
        RunBuilder builder = Trackside.run("djl")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", folder)
                .epochs(2)
                .seed(7);
        for (Object callback : callbacks) {
            builder.attach(callback);
        }
        return builder;
    }

    private static Djl settings(Trainers made) {
        return Djl.training(made.trainer()).data(made.train()).validation(made.validation());
    }

    private static double[] flat(Engine engine) {
        Weights weights = (Weights) engine.offers().get(Weights.class);
        return weights.tensors().stream()
                .map(Tensor::read)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    @Test
    void givesHandlersTheBatchAfterItsForwardPass() {
        TrackableOptimizer optimizer = TrackableOptimizer.adam(0.01);
        Notes notes = new Notes();
        try (Trainers made = Trainers.of(1, optimizer)) {
            run(notes).epochs(1).train(settings(made).optimizer(optimizer).build());
        }

        assertThat(notes.events)
                .containsExactly(
                        "begin 0",
                        "gradients of 4",
                        "step 1",
                        "end 0",
                        "begin 1",
                        "gradients of 4",
                        "step 2",
                        "end 1",
                        "begin 2",
                        "gradients of 2",
                        "step 3",
                        "end 2",
                        "epoch end 0",
                        "train end");
    }

    @Test
    void measuresWhatDjlMeasures() {
        TrackableOptimizer optimizer = TrackableOptimizer.adam(0.01);
        Notes notes = new Notes();
        try (Trainers made = Trainers.of(1, optimizer, TrainingListener.Defaults.basic())) {
            run(notes).train(settings(made).optimizer(optimizer).build());
        }

        assertThat(notes.evaluations).hasSize(2);
        for (int epoch = 0; epoch < 2; epoch++) {
            double accuracy = notes.accuracies.get(epoch);
            assertThat((float) accuracy).isEqualTo(notes.evaluations.get(epoch).get("validate_Accuracy"));
        }
    }

    @Test
    void leavesTheRunWhenAListenerOfTheTrainerStopsIt() {
        TrackableOptimizer optimizer = TrackableOptimizer.sgd(0.0001, 0);
        List<TrainingListener> listeners = new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
        listeners.add(EarlyStoppingListener.builder()
                .optEpochPatience(1)
                .optEarlyStopPctImprovement(99)
                .build());
        Notes notes = new Notes();
        try (Trainers made = Trainers.of(1, optimizer, listeners.toArray(TrainingListener[]::new))) {
            RunResult result = run(notes).epochs(50).train(settings(made).build());

            assertThat(result.outcome()).isEqualTo(Outcome.LEFT);
        }
        assertThat(notes.events).contains("epoch end 1").doesNotContain("begin 0 with data", "epoch end 2");
        assertThat(notes.events.get(notes.events.size() - 1)).isEqualTo("train end");
    }

    @Test
    void leavesNoArraysBehind() {
        TrackableOptimizer optimizer = TrackableOptimizer.adam(0.01);
        try (Trainers made = Trainers.withDropoutAndNorm(1, optimizer)) {
            Notes notes = new Notes();
            List<Integer> counts = new ArrayList<>();
            notes.atEpochEnd = () -> {
                counts.add(arrays(made.model().getNDManager())
                        + arrays(made.trainer().getManager()));
                return Control.proceed();
            };
            notes.atGradients = () -> counts.size() == 2 ? Control.skipBatch("to see") : Control.proceed();
            run(notes).epochs(4).train(settings(made).optimizer(optimizer).build());

            assertThat(counts).hasSize(4);
            assertThat(counts.subList(1, 4)).containsOnly(counts.get(0));
        }
    }

    /** PyTorch records gradients by thread, and a new one records them where the first does not. */
    @Test
    void trainsAlikeOnEveryThread() throws Exception {
        List<double[]> weights = new ArrayList<>();
        Runnable training = () -> {
            TrackableOptimizer optimizer = TrackableOptimizer.of(new OptimizerSettings.Sgd(0.1, 0.9, true, 0.01));
            Notes notes = new Notes();
            try (Trainers made = Trainers.withDropoutAndNorm(1, optimizer)) {
                Engine engine = settings(made).optimizer(optimizer).build();
                Weights handle = (Weights) engine.offers().get(Weights.class);
                notes.atStep = () -> {
                    Tensor first = handle.tensors().get(0);
                    double[] values = first.read();
                    values[0] = 0.5;
                    first.write(values);
                };
                run(notes).train(engine);
                weights.add(flat(engine));
            }
        };

        training.run();
        Thread other = new Thread(training);
        other.start();
        other.join();

        assertThat(weights).hasSize(2);
        assertThat(weights.get(1)).isEqualTo(weights.get(0));
        assertThat(weights.get(0)[0]).isEqualTo(0.5);
    }

    private static int arrays(NDManager manager) {
        return manager.getManagedArrays().size();
    }

    @Nested
    class WithAnOptimizerOfDjl {

        @Test
        void offersALearningRateIfItIsToldTheTracker() {
            SettableLearningRate rate = new SettableLearningRate(0.1);
            Optimizer optimizer = Optimizer.adam().optLearningRateTracker(rate).build();
            Notes notes = new Notes();
            List<double[]> weights = new ArrayList<>();
            try (Trainers made = Trainers.of(1, optimizer)) {
                Engine engine = settings(made).learningRate(rate).build();
                notes.atStep = () -> weights.add(flat(engine));
                run(notes, new Notes.Freezes()).epochs(1).train(engine);
            }

            assertThat(weights).hasSize(3);
            assertThat(weights.get(1)).isEqualTo(weights.get(0)); // frozen after the first batch
            assertThat(rate.get()).isZero();
        }

        @Test
        void offersNoLearningRateOtherwise() {
            try (Trainers made = Trainers.of(1, Optimizer.adam().build())) {
                Engine engine = settings(made).build();

                assertThat(engine.offers())
                        .containsKeys(Weights.class, Gradients.class, Trainer.class, Model.class)
                        .doesNotContainKeys(LearningRate.class, dev.trackside.spi.EngineState.class);
            }
        }

        @Test
        void skipsABatchAtItsGradients() {
            Notes notes = new Notes();
            notes.atGradients = () -> Control.skipBatch("to see");
            try (Trainers made = Trainers.of(1, Optimizer.adam().build())) {
                Engine engine = settings(made).build();
                double[] before = flat(engine);
                run(notes).train(engine);

                assertThat(flat(engine)).isEqualTo(before);
            }
            assertThat(notes.events).doesNotContain("step 1");
        }
    }

    @Nested
    class Refuses {

        @Test
        void aTrainerWithoutValues() {
            try (Model model = Model.newInstance("empty", Device.cpu())) {
                model.setBlock(Linear.builder().setUnits(2).build());
                try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()))) {
                    Djl settings = Djl.training(trainer).data(new CountedDataset(null, new ArrayList<>()));

                    assertThatThrownBy(settings::build)
                            .isInstanceOf(TracksideException.class)
                            .hasMessage(
                                    "the parameter weight has no values yet: call trainer.initialize(shape) before the engine is made");
                }
            }
        }

        @Test
        void evaluatorsOfOneName() {
            try (Model model = Model.newInstance("two", Device.cpu())) {
                model.setBlock(Linear.builder().setUnits(2).build());
                try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .addEvaluator(new Accuracy("accuracy"))
                        .addEvaluator(new Accuracy("Accuracy")))) {
                    trainer.initialize(new Shape(1, 2));
                    Djl settings = Djl.training(trainer).data(new CountedDataset(null, new ArrayList<>()));

                    assertThatThrownBy(settings::build)
                            .hasMessage(
                                    "two evaluators of the trainer have the name accuracy: give one of them another");
                }
            }
        }

        @Test
        void anEngineWithoutData() {
            try (Trainers made = Trainers.of(1, Optimizer.adam().build())) {
                assertThatThrownBy(() -> Djl.training(made.trainer()).build())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("there is nothing to learn from: call data(…)");
            }
        }

        @Test
        void theWeightsOfAnotherModel() {
            try (Trainers made = Trainers.of(1, Optimizer.adam().build());
                    Trainers other =
                            Trainers.withDropoutAndNorm(1, Optimizer.adam().build())) {
                Weights weights = (Weights) settings(made).build().offers().get(Weights.class);
                Weights others = (Weights) settings(other).build().offers().get(Weights.class);
                Weights.Snapshot snapshot = others.snapshot();

                assertThatThrownBy(() -> weights.restore(snapshot))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("the saved weights are 8 tensors, but this model has 4: it has other layers");
            }
        }
    }
}
