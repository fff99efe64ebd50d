package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.run.RunResult;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A run that goes on from a checkpoint ends as if it had never been interrupted, bit for bit. */
abstract class ResumeRules extends Rules {

    private static final List<String> NOT_SAVED = List.of("OnTrainEnd", "OnFailure", "OnResume");

    ResumeRules(EngineContract contract) {
        super(contract);
    }

    /**
     * A run with all that can influence training: the learning rate changes in the first batch, gradients are halved; and what it showed.
     *
     * @param trial the run
     * @param checkpoints takes checkpoints, and hears all events
     * @param metrics what was shown, by event
     */
    private record Story(Trial trial, CheckpointsProbe checkpoints, Map<String, Map<String, Double>> metrics) {

        static Story of(Rules rules) {
            Trial trial = rules.trial();
            CheckpointsProbe checkpoints = new CheckpointsProbe();
            Map<String, Map<String, Double>> shown = new LinkedHashMap<>();
            trial.attach(checkpoints)
                    .attach(new MetricsProbe().always((event, metrics) -> shown.put(event, metrics.toMap())));
            if (rules.offers(LearningRate.class)) {
                trial.attach(
                        new LearningRateProbe().at("OnBatchEnd 0/0", rate -> rate.set(rate.get() / 2, "half of it")));
            }
            if (rules.offers(Gradients.class)) {
                trial.attach(new GradientsProbe().always((event, gradients) -> gradients.scale(0.5)));
            }
            return new Story(trial, checkpoints, shown);
        }
    }

    @TestFactory
    Stream<DynamicTest> afterEachEvent() throws Throwable {
        if (!offers(EngineState.class)) {
            return Stream.of(dynamicTest("refused", () -> with(EngineState.class, () -> {})));
        }
        Story whole = Story.of(this);
        whole.checkpoints().always((event, checkpoints) -> {
            if (!NOT_SAVED.contains(event)) {
                checkpoints.request(fileName(event));
            }
        });
        Path folder = whole.trial().train().folder();
        byte[] model = whole.trial().model();
        return whole.checkpoints().events().stream()
                .filter(event -> !NOT_SAVED.contains(event))
                .map(event -> dynamicTest("after " + event, () -> resume(whole, model, event, folder)));
    }

    private static String fileName(String event) {
        return event.replaceAll("[^A-Za-z0-9]", "-");
    }

    private void resume(Story whole, byte[] model, String event, Path folder) {
        Story resumed = Story.of(this);
        resumed.trial().resume(folder.resolve("checkpoints").resolve(fileName(event) + ".ckpt"));

        RunResult result = resumed.trial().train();

        List<String> heard = whole.checkpoints().events();
        List<String> expected = new ArrayList<>(List.of("OnTrainBegin", "OnResume"));
        expected.addAll(heard.subList(heard.indexOf(event) + 1, heard.size()));
        assertEquals(expected, resumed.checkpoints().events());
        assertEquals(Outcome.COMPLETED, result.outcome());
        resumed.metrics().forEach((at, metrics) -> {
            if (!at.equals("OnTrainBegin") && !at.equals("OnResume")) {
                assertEquals(whole.metrics().get(at), metrics, () -> "the metrics at " + at);
            }
        });
        assertArrayEquals(model, resumed.trial().model(), "the model in the end");
    }

    @Test
    void afterAnInterrupt() throws Throwable {
        with(EngineState.class, () -> {
            String position = claims().isBoosting() ? "1/0" : "0/1";
            Story whole = Story.of(this);
            whole.trial().train();

            Story interrupted = Story.of(this);
            interrupted.trial().probe().at("OnBatchBegin " + position, Run::interrupt);
            interrupted.checkpoints().at("OnTrainEnd", checkpoints -> checkpoints.request("interrupted"));
            RunResult result = interrupted.trial().train();
            Story resumed = Story.of(this);
            resumed.trial().resume(result.folder());
            resumed.trial().train();

            assertEquals(Outcome.INTERRUPTED, result.outcome());
            assertEquals(whole.metrics().get("OnTrainEnd"), resumed.metrics().get("OnTrainEnd"));
            assertArrayEquals(whole.trial().model(), resumed.trial().model(), "the model in the end");
        });
    }

    @Test
    void withSavedPartsThatLaterTrainingDoesNotChange() throws Throwable {
        with(EngineState.class, () -> {
            Trial trial = trial();
            EngineState state = trial.offer(EngineState.class);
            Map<String, byte[]> saved = new HashMap<>();
            Map<String, byte[]> copies = new HashMap<>();
            trial.probe().at("OnEpochBegin 1", run -> {
                saved.putAll(state.save());
                saved.forEach((name, bytes) -> copies.put(name, bytes.clone()));
            });
            trial.train();
            state.save();

            assertTrue(
                    !saved.isEmpty() && saved.keySet().stream().allMatch(name -> name.matches("[A-Za-z0-9-]+")),
                    () -> "parts with names of letters, digits and -, but " + saved.keySet());
            saved.forEach((name, bytes) -> assertArrayEquals(copies.get(name), bytes, name));
        });
    }

    @Test
    void notFromPartsOfAnotherEngine() throws Throwable {
        with(EngineState.class, () -> {
            Trial trial = trial();
            EngineState state = trial.offer(EngineState.class);
            Map<String, byte[]> cut = new HashMap<>(state.save());
            cut.replaceAll((name, bytes) -> new byte[] {1, 2, 3});
            byte[] before = trial.model();

            assertThrows(TracksideException.class, () -> state.restore(Map.of()), "without any part");
            assertThrows(TracksideException.class, () -> state.restore(cut), "with parts of three bytes");
            assertArrayEquals(before, trial.model(), "the model stays as it was");
        });
    }
}
