package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trackside.Gradients;
import dev.trackside.Outcome;
import dev.trackside.run.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of a run come in their order, with their indices. */
abstract class EventRules extends Rules {

    EventRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void allEventsInOrder() {
        Trial trial = trial();

        RunResult result = trial.train();

        assertEquals(Expected.complete(claims()), trial.events());
        assertEquals(Outcome.COMPLETED, result.outcome());
    }

    @Test
    void gradientsBetweenBatchBeginAndStep() throws Throwable {
        with(Gradients.class, () -> {
            Trial trial = trial();
            GradientsProbe gradients = new GradientsProbe();
            trial.attach(gradients).train();

            List<String> expected = Expected.withGradients(claims());
            assertEquals(
                    expected.stream()
                            .filter(event -> event.startsWith("OnGradients"))
                            .toList(),
                    gradients.events());
            assertEquals(
                    expected.stream()
                            .filter(event -> !event.startsWith("OnGradients"))
                            .toList(),
                    trial.events());
        });
    }

    @Test
    void validationInEverySecondEpochIfSoConfigured() {
        Trial trial = trial().option("run.epochs", 5).option("run.validate-every", 2);

        trial.train();

        assertEquals(Expected.validating(claims(), 5, 2), trial.events());
    }

    @Test
    void asManyBatchesAndStepsAsTheSummarySays() {
        RunResult result = trial().train();

        long batches = (long) Trial.EPOCHS * claims().batches();
        assertEquals(Trial.EPOCHS, result.summary().epochs());
        assertEquals(batches, result.summary().batches());
        assertEquals(batches, result.summary().steps());
    }
}
