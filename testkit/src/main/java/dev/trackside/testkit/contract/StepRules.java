package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.Predictions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step changes the model, nothing else does; the same seed gives the same model, whoever looks on. */
abstract class StepRules extends Rules {

    StepRules(EngineContract contract) {
        super(contract);
    }

    /** The model at each event of a run, as the events are named. */
    private static Map<String, byte[]> modelByEvent(Trial trial) {
        Map<String, byte[]> models = new HashMap<>();
        trial.probe().always((event, run) -> models.put(event, trial.model()));
        trial.train();
        return models;
    }

    private static byte[] at(Map<String, byte[]> models, String event) {
        byte[] model = models.get(event);
        if (model == null) {
            throw new AssertionError("%s did not come; there were %s".formatted(event, models.keySet()));
        }
        return model;
    }

    @Test
    void changesTheModelBetweenBatchBeginAndStep() {
        Map<String, byte[]> models = modelByEvent(trial());

        assertFalse(Arrays.equals(at(models, "OnBatchBegin 0/0"), at(models, "OnStep 1")));
    }

    @Test
    void isAllThatChangesTheModel() {
        Map<String, byte[]> models = modelByEvent(trial());

        int last = claims().batches() - 1;
        assertArrayEquals(at(models, "OnTrainBegin"), at(models, "OnBatchBegin 0/0"));
        assertArrayEquals(at(models, "OnStep 1"), at(models, "OnBatchEnd 0/0"));
        assertArrayEquals(at(models, "OnBatchEnd 0/" + last), at(models, "OnEpochEnd 0"), "validation only looks");
        assertArrayEquals(at(models, "OnEpochEnd 1"), at(models, "OnTrainEnd"));
    }

    @Test
    void isNotMadeIfTheBatchIsSkippedAtItsBegin() {
        Trial trial = trial();
        trial.probe().answer("OnBatchBegin 0/0", Control.skipBatch("the data are bad"));
        Map<String, byte[]> models = modelByEvent(trial);

        assertArrayEquals(at(models, "OnBatchBegin 0/0"), at(models, "OnBatchEnd 0/0"));
        assertFalse(Arrays.equals(at(models, "OnBatchEnd 0/0"), at(models, "OnTrainEnd")), "others are made");
    }

    @Test
    void isNotMadeIfTheBatchIsSkippedAtItsGradients() throws Throwable {
        with(Gradients.class, () -> {
            Trial trial = trial().attach(
                            new GradientsProbe().answer("OnGradients 0/0", Control.skipBatch("the gradients are bad")));
            Map<String, byte[]> models = modelByEvent(trial);

            assertArrayEquals(at(models, "OnBatchBegin 0/0"), at(models, "OnBatchEnd 0/0"));
            assertFalse(Arrays.equals(at(models, "OnBatchEnd 0/0"), at(models, "OnTrainEnd")), "others are made");
        });
    }

    @Test
    void isNotMadeInAnEpochThatIsStoppedAtItsBegin() {
        Trial trial = trial();
        trial.probe().answer("OnEpochBegin 1", Control.stop("enough"));
        Map<String, byte[]> models = modelByEvent(trial);

        assertArrayEquals(at(models, "OnEpochBegin 1"), at(models, "OnTrainEnd"));
    }

    @Test
    void leavesNothingBehindOfGradientsThatWereSkipped() throws Throwable {
        with(Gradients.class, () -> {
            Trial atGradients = trial().attach(
                            new GradientsProbe().answer("OnGradients 0/0", Control.skipBatch("the gradients are bad")));
            Trial atBegin = trial().attach(new GradientsProbe());
            atBegin.probe().answer("OnBatchBegin 0/0", Control.skipBatch("the data are bad"));
            atGradients.train();
            atBegin.train();

            assertArrayEquals(atBegin.model(), atGradients.model(), "no gradient adds to that of the next batch");
        });
    }

    @Test
    void isTheSameForTheSameSeed() {
        Trial one = trial();
        Trial other = trial();
        one.train();
        other.train();

        assertArrayEquals(one.model(), other.model());
    }

    @Test
    void isTheSameWhoeverLooksOn() {
        Trial alone = trial();
        Trial watched = trial().attach(new MetricsProbe());
        if (offers(Gradients.class)) {
            watched.attach(new GradientsProbe().always((event, gradients) -> gradients.norm()));
        }
        if (offers(Predictions.class)) {
            watched.attach(new PredictionsProbe().always((event, predictions) -> predictions.snapshot()));
        }
        alone.train();
        watched.train();

        assertArrayEquals(alone.model(), watched.model());
    }
}
