package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.optimizer.Optimizer;
import dev.trackside.Control;
import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracksideListenerTests {

    @TempDir
    private Path folder;

    private final TracksideListener listener = new TracksideListener();
    private final Notes notes = new Notes();

    private RunBuilder run() {
        return Trackside.run("fit")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", folder)
                .attach(notes)
                .epochs(5)
                .seed(7);
    }

    private Djl settings(Trainers made) {
        return Djl.training(made.trainer()).data(made.train()).validation(made.validation());
    }

    @ParameterizedTest(name = "in place {0} of the trainer''s listeners")
    @ValueSource(ints = {0, 1, 2, 3})
    void endsEpochsAfterAllListenersWhateverItsPlace(int place) {
        List<TrainingListener> listeners = new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
        listeners.add(place, listener);
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listeners.toArray(TrainingListener[]::new))) {
            RunResult result = run().train(settings(made).fitting(listener));

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        }
        assertThat(notes.accuracies).hasSize(5);
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(notes.evaluations.get(epoch).get("validate_Accuracy"))
                    .isEqualTo(notes.accuracies.get(epoch).floatValue());
        }
    }

    @Test
    void endsTheRunNormallyWhenACallbackStopsIt() {
        notes.atEpochEnd = () -> notes.accuracies.size() == 2 ? Control.stop("enough") : Control.proceed();
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            RunResult result = run().train(settings(made).fitting(listener));

            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.reason()).contains("enough");
        }
        assertThat(notes.accuracies).hasSize(2);
    }

    @Test
    void trainsAsTheOwnLoopDoes() {
        Notes own = new Notes();
        TrackableOptimizer first = TrackableOptimizer.adam(0.01);
        try (Trainers made = Trainers.withDropoutAndNorm(1, first)) {
            Trackside.run("own")
                    .withoutConfig()
                    .withoutDiscovery()
                    .option("run.dir", folder)
                    .attach(own)
                    .epochs(5)
                    .seed(7)
                    .train(settings(made).optimizer(first).build());
        }
        TrackableOptimizer second = TrackableOptimizer.adam(0.01);
        try (Trainers made = Trainers.withDropoutAndNorm(1, second, listener)) {
            run().train(settings(made).optimizer(second).fitting(listener));
        }

        assertThat(notes.losses).isEqualTo(own.losses);
        assertThat(notes.events).isEqualTo(own.events);
    }

    @Test
    void leavesTheRunAfterTheEpochInWhichAListenerOfDjlStops() {
        List<TrainingListener> listeners = new ArrayList<>(List.of(TrainingListener.Defaults.basic()));
        listeners.add(EarlyStoppingListener.builder()
                .optEpochPatience(1)
                .optEarlyStopPctImprovement(99)
                .build());
        listeners.add(listener); // is not told of the epoch that is stopped
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listeners.toArray(TrainingListener[]::new))) {
            assertThat(run().epochs(50).train(settings(made).fitting(listener)).outcome())
                    .isEqualTo(Outcome.LEFT);
        }
        assertThat(notes.events).endsWith("epoch end 1", "train end");
    }

    @Test
    void failsTheRunWhenAListenerOfDjlLeavesABatch() {
        TrainingListener leaving = new TrainingListenerAdapter() {
            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                throw new EarlyStoppingListener.EarlyStoppedException(0, "in the middle");
            }
        };
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener, leaving)) {
            assertThatThrownBy(() -> run().train(settings(made).fitting(listener)))
                    .isInstanceOf(EarlyStoppingListener.EarlyStoppedException.class);
        }
        assertThat(notes.events).endsWith("gradients of 4", "train end");
    }

    @Test
    void takesALoopOfOnesOwnWithItsOwnNumberOfEpochs() {
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            FitBody body = (train, validation) -> EasyTrain.fit(made.trainer(), 3, train, validation);

            assertThat(run().train(settings(made).fitting(listener, body)).outcome())
                    .isEqualTo(Outcome.LEFT);
            assertThat(notes.accuracies).hasSize(3);
        }
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            FitBody body = (train, validation) -> EasyTrain.fit(made.trainer(), 5, train, validation);

            assertThat(run().train(settings(made).fitting(listener, body)).outcome())
                    .isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void refusesALoopThatDoesNotPassItsBatches() {
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            FitBody body = (train, validation) -> {
                for (Batch batch : made.trainer().iterateDataset(train)) {
                    batch.close();
                }
            };

            assertThatThrownBy(() -> run().train(settings(made).fitting(listener, body)))
                    .hasMessageContaining("a training batch was left without EasyTrain.trainBatch");
        }
    }

    @Test
    void refusesASkipAtGradientsWithAnOptimizerThatStepsAllTheSame() {
        notes.atGradients = () -> Control.skipBatch("bad");
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            assertThatThrownBy(() -> run().train(settings(made).fitting(listener)))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("only with a TrackableOptimizer");
        }
    }

    @Test
    void mustBeAmongTheListenersOfTheTrainer() {
        try (Trainers made = Trainers.of(1, Optimizer.adam().build())) {
            assertThatThrownBy(() -> settings(made).fitting(listener))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("is not among the listeners of the trainer");
        }
    }

    @Test
    void doesNothingOutsideOfARun() throws Exception {
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), listener)) {
            EasyTrain.fit(made.trainer(), 1, made.train(), made.validation());
        }
        assertThat(notes.events).isEmpty();
    }
}
