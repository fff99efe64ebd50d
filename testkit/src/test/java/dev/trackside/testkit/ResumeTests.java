package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.Outcome;
import dev.trackside.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was resumed goes on as if it had never been interrupted, wherever it was. */
class ResumeTests {

    private static final Simulation SIMULATION = Simulation.epochs(3)
            .batches(3)
            .validationBatches(2)
            .examplesPerBatch(7)
            .metric("loss", (epoch, batch) -> 1.0 / (1 + epoch * 3 + batch))
            .metric("val_loss", (epoch, batch) -> 0.1 / (1 + epoch * 2 + batch))
            .weights(3)
            .learningRate(0.1)
            .gradients(step -> 1.0 + step)
            .secondsPerBatch(0.3)
            .savesState()
            .recordingGradients();

    private static final Duration A_BATCH = Duration.ofMillis(300);

    @TempDir
    Path runs;

    /** Each event of the run but the last, which is not worth resuming from. */
    static List<String> events() {
        List<String> events = SIMULATION.run().events();
        return events.subList(0, events.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("events")
    void goesOnAfterTheEventOfTheCheckpoint(String event) {
        Saves uninterruptedState = new Saves(event);
        SimulatedRun uninterrupted =
                SIMULATION.folder(runs).attach(uninterruptedState).run();
        Saves resumedState = new Saves("never again");
        SimulatedRun resumed =
                SIMULATION.folder(runs).resume("last").attach(resumedState).run();

        assertThat(resumed.events())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("OnTrainBegin", "OnResume last"), eventsAfterCheckpoint(uninterrupted))
                                .toList());
        assertThat(resumed.finalWeights()).isEqualTo(uninterrupted.finalWeights());
        assertThat(resumedState.events).isEqualTo(uninterruptedState.events);
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(uninterrupted));
        assertThat(resumed.summary().steps()).isEqualTo(uninterrupted.summary().steps());
        assertThat(resumed.summary().batches())
                .isEqualTo(uninterrupted.summary().batches());
        assertThat(resumed.epochsTrained()).isEqualTo(uninterrupted.epochsTrained());
        // Gradients are in no checkpoint: the pass that computed them is made again, and takes its time again.
        Duration again = event.startsWith("OnGradients") ? A_BATCH : Duration.ZERO;
        assertThat(resumed.summary().elapsed())
                .isEqualTo(uninterrupted.summary().elapsed().plus(again));
        assertThat(resumed.gradientNorms())
                .isEqualTo(last(
                        uninterrupted.gradientNorms(), resumed.gradientNorms().size()));
        assertThat(resumed.folder()).isEqualTo(uninterrupted.folder());
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private static Map<String, Double> withoutTimes(SimulatedRun run) {
        Map<String, Double> metrics = new LinkedHashMap<>(run.summary().metrics());
        metrics.keySet().removeAll(List.of("epoch_seconds", "examples_per_second"));
        return metrics;
    }

    private static Stream<String> eventsAfterCheckpoint(SimulatedRun run) {
        return run.events().stream().skip(run.events().indexOf("OnCheckpoint last") + 1L);
    }

    private static <T> List<T> last(List<T> list, int count) {
        return list.subList(list.size() - count, list.size());
    }

    @ParameterizedTest
    @MethodSource("events")
    void goesOnWhereAnInterruptHasCutItShort(String event) {
        Saves uninterruptedState = new Saves("never");
        SimulatedRun uninterrupted = SIMULATION.attach(uninterruptedState).run();
        AtomicReference<Run> run = new AtomicReference<>();
        SimulatedRun interrupted = SIMULATION
                .folder(runs)
                .with(builder -> builder.onStart(run::set))
                .attach(Answers.doing(event, () -> run.get().interrupt()))
                .attach(new Saves("OnTrainEnd"))
                .run();
        Saves resumedState = new Saves("never again");
        SimulatedRun resumed =
                SIMULATION.folder(runs).resume("last").attach(resumedState).run();

        assertThat(interrupted.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(interrupted.events()).endsWith("OnTrainEnd", "OnCheckpoint last");
        int cut = interrupted.events().indexOf("OnDecision run INTERRUPT");
        assertThat(Stream.concat(
                        interrupted.events().stream().limit(cut),
                        resumed.events().stream().skip(2)))
                .containsExactlyElementsOf(uninterrupted.events());
        assertThat(resumed.events()).startsWith("OnTrainBegin", "OnResume last");
        assertThat(resumedState.events).isEqualTo(uninterruptedState.events);
        assertThat(resumed.finalWeights()).isEqualTo(uninterrupted.finalWeights());
        assertThat(resumed.summary().metrics())
                .isEqualTo(uninterrupted.summary().metrics());
        assertThat(resumed.summary().elapsed())
                .isEqualTo(uninterrupted.summary().elapsed());
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Nested
    class WhatWasDecidedAtTheEventOfTheCheckpoint {

        @ParameterizedTest
        @ValueSource(strings = {"OnBatchBegin 0/1", "OnGradients 0/1", "OnStep 2", "OnBatchEnd 0/1"})
        void isNotUndoneAfterAStop(String event) {
            SimulatedRun stopped = savedAndAnswered(event, Control.stop("enough"));
            SimulatedRun resumed = SIMULATION.folder(runs).resume("last").run();

            assertThat(resumed.events())
                    .startsWith(resumedWith(eventsBetween(stopped, "OnCheckpoint last", "OnTrainEnd")))
                    .containsSequence("OnEpochEnd 0", "OnEpochBegin 1");
            assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"OnEpochBegin 0", "OnBatchBegin 0/1", "OnGradients 0/1", "OnStep 2", "OnBatchEnd 0/1"})
        void isNotUndoneAfterAStoppedEpoch(String event) {
            SimulatedRun whole = savedAndAnswered(event, Control.stopEpoch("enough of this"));
            SimulatedRun resumed = SIMULATION.folder(runs).resume("last").run();

            assertThat(resumed.events())
                    .containsExactly(resumedWith(eventsBetween(whole, "OnCheckpoint last", "the end")));
            assertThat(resumed.finalWeights()).isEqualTo(whole.finalWeights());
        }

        @ParameterizedTest
        @ValueSource(strings = {"OnBatchBegin 0/1", "OnGradients 0/1"})
        void isNotUndoneAfterASkippedBatch(String event) {
            SimulatedRun whole = savedAndAnswered(event, Control.skipBatch("bad data"));
            SimulatedRun resumed = SIMULATION.folder(runs).resume("last").run();

            assertThat(resumed.events())
                    .containsExactly(resumedWith(eventsBetween(whole, "OnCheckpoint last", "the end")));
            assertThat(resumed.finalWeights()).isEqualTo(whole.finalWeights());
            assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(whole));
        }

        private SimulatedRun savedAndAnswered(String event, Control answer) {
            return SIMULATION
                    .folder(runs)
                    .attach(new Saves(event))
                    .attach(Answers.at(event, answer))
                    .run();
        }

        private List<String> eventsBetween(SimulatedRun run, String after, String before) {
            List<String> events = run.events();
            int end = events.indexOf(before);
            return events.subList(events.indexOf(after) + 1, end < 0 ? events.size() : end);
        }

        private String[] resumedWith(List<String> events) {
            return Stream.concat(Stream.of("OnTrainBegin", "OnResume last"), events.stream())
                    .toArray(String[]::new);
        }
    }

    @Test
    void refusesACheckpointOfAnotherModel() {
        SIMULATION.folder(runs).attach(new Saves("OnEpochEnd 0")).run();
        SimulatedRun run = SIMULATION.weights(5).folder(runs).resume("last").runAndFail();

        assertThat(run.failure()).hasMessageContaining("weights(3)").hasMessageContaining("weights(5)");
    }
}
