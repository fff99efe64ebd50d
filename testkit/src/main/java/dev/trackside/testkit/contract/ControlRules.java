package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.run.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What handlers answer is done, at whatever event they do. */
abstract class ControlRules extends Rules {

    private static final String WHY = "as the contract test wants it";

    ControlRules(EngineContract contract) {
        super(contract);
    }

    /** The events of the loop, of gradients too if they are offered, at which a handler may answer. */
    private Stream<String> events() {
        List<String> events = offers(Gradients.class) ? Expected.withGradients(claims()) : Expected.complete(claims());
        return events.stream().filter(event -> !event.equals("OnTrainEnd"));
    }

    @TestFactory
    Stream<DynamicTest> stop() {
        return events().map(event -> dynamicTest("stop at " + event, () -> {
            RunResult result = answered(event, Control.stop(WHY));

            assertEquals(Outcome.STOPPED, result.outcome());
            assertEquals(Optional.of(WHY), result.reason());
        }));
    }

    @TestFactory
    Stream<DynamicTest> stopEpoch() {
        return events().filter(event -> !event.equals("OnTrainBegin"))
                .map(event -> dynamicTest("stop the epoch at " + event, () -> {
                    RunResult result = answered(event, Control.stopEpoch(WHY));

                    assertEquals(Outcome.COMPLETED, result.outcome());
                }));
    }

    @TestFactory
    Stream<DynamicTest> skipBatch() {
        return events().filter(event -> event.startsWith("OnBatchBegin") || event.startsWith("OnGradients"))
                .map(event -> dynamicTest("skip the batch at " + event, () -> {
                    RunResult result = answered(event, Control.skipBatch(WHY));

                    assertEquals(Outcome.COMPLETED, result.outcome());
                    assertEquals(
                            (long) Trial.EPOCHS * claims().batches() - 1,
                            result.summary().steps());
                }));
    }

    private RunResult answered(String event, Control answer) {
        Trial trial = trial();
        if (event.startsWith("OnGradients")) {
            trial.attach(new GradientsProbe().answer(event, answer));
        } else {
            trial.probe().answer(event, answer);
        }
        RunResult result = trial.train();
        assertEquals(Expected.answered(claims(), event, answer.kind()), trial.events());
        return result;
    }

    @Test
    void anInterruptAfterTheBatchAtHandWithoutValidation() {
        Trial trial = trial();
        trial.probe().at("OnBatchBegin 0/0", Run::interrupt);

        RunResult result = trial.train();

        assertEquals(
                List.of(
                        "OnTrainBegin",
                        "OnEpochBegin 0",
                        "OnBatchBegin 0/0",
                        "OnStep 1",
                        "OnBatchEnd 0/0",
                        "OnEpochEnd 0",
                        "OnTrainEnd"),
                trial.events());
        assertEquals(Outcome.INTERRUPTED, result.outcome());
    }

    @Test
    void anInterruptBetweenBatchesAtOnce() {
        Trial trial = trial();
        trial.probe().at("OnEpochBegin 1", Run::interrupt);

        trial.train();

        List<String> complete = Expected.complete(claims());
        List<String> expected = Stream.concat(
                        complete.subList(0, complete.indexOf("OnEpochBegin 1") + 1).stream(),
                        Stream.of("OnEpochEnd 1", "OnTrainEnd"))
                .toList();
        assertEquals(expected, trial.events());
    }
}
