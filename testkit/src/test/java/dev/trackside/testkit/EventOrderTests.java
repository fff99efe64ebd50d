package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The order of events, whatever ends a batch, an epoch or the run: design, "Events". */
class EventOrderTests {

    /** Two epochs of two training batches and one validation batch. */
    private static final Simulation TWO_BY_TWO = Simulation.epochs(2)
            .batches(2)
            .metric("loss", (epoch, batch) -> epoch + batch)
            .metric("val_loss", 1.0, 0.9)
            .weights(2);

    private static final List<String> SECOND_EPOCH = List.of(
            "OnEpochBegin 1",
            "OnBatchBegin 1/0",
            "OnStep 3",
            "OnBatchEnd 1/0",
            "OnBatchBegin 1/1",
            "OnStep 4",
            "OnBatchEnd 1/1",
            "OnValidationBegin 1",
            "OnValidationBatchBegin 1/0",
            "OnValidationBatchEnd 1/0",
            "OnValidationEnd 1",
            "OnEpochEnd 1",
            "OnTrainEnd");

    @Nested
    class OfARunThatCompletes {

        @Test
        void eachEpochIsTrainedThenValidatedThenEnded() {
            SimulatedRun run = TWO_BY_TWO.validationBatches(2).run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(run.reason()).isEmpty();
            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnBatchBegin 0/1",
                            "OnStep 2",
                            "OnBatchEnd 0/1",
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationBatchBegin 0/1",
                            "OnValidationBatchEnd 0/1",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnEpochBegin 1",
                            "OnBatchBegin 1/0",
                            "OnStep 3",
                            "OnBatchEnd 1/0",
                            "OnBatchBegin 1/1",
                            "OnStep 4",
                            "OnBatchEnd 1/1",
                            "OnValidationBegin 1",
                            "OnValidationBatchBegin 1/0",
                            "OnValidationBatchEnd 1/0",
                            "OnValidationBatchBegin 1/1",
                            "OnValidationBatchEnd 1/1",
                            "OnValidationEnd 1",
                            "OnEpochEnd 1",
                            "OnTrainEnd");
        }

        @Test
        void gradientsComeBeforeTheStep() {
            SimulatedRun run =
                    Simulation.epochs(1).gradients(1).recordingGradients().run();

            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnGradients 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
        }

        @Test
        void validationEveryThirdEpochIsCountedFromTheFirst() {
            SimulatedRun run = Simulation.epochs(7).validateEvery(3).run();

            assertThat(run.events().stream().filter(event -> !event.contains("Batch") && !event.contains("Step")))
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnEpochEnd 0",
                            "OnEpochBegin 1",
                            "OnEpochEnd 1",
                            "OnEpochBegin 2",
                            "OnValidationBegin 2",
                            "OnValidationEnd 2",
                            "OnEpochEnd 2",
                            "OnEpochBegin 3",
                            "OnEpochEnd 3",
                            "OnEpochBegin 4",
                            "OnEpochEnd 4",
                            "OnEpochBegin 5",
                            "OnValidationBegin 5",
                            "OnValidationEnd 5",
                            "OnEpochEnd 5",
                            "OnEpochBegin 6",
                            "OnEpochEnd 6",
                            "OnTrainEnd");
        }
    }

    @Nested
    class OfAnInterrupt {

        @Test
        void theBatchEndsAndTheEpochEndsWithoutValidation() {
            SimulatedRun run = TWO_BY_TWO.interruptAt(0, 0).run();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(run.reason()).contains("interrupted");
            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnDecision run INTERRUPT",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
        }

        @Test
        void inTheLastBatchLeavesOutTheValidationToo() {
            SimulatedRun run = TWO_BY_TWO.interruptAt(1, 1).run();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(run.events())
                    .endsWith("OnStep 4", "OnBatchEnd 1/1", "OnDecision run INTERRUPT", "OnEpochEnd 1", "OnTrainEnd");
        }
    }

    @Nested
    class OfAFailure {

        @Test
        void nothingThatIsOpenEnds() {
            Exception failure = new IllegalStateException("no more memory");
            SimulatedRun run = TWO_BY_TWO.failAt(0, 1, failure).runAndFail();

            assertThat(run.failure()).isSameAs(failure);
            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.reason()).contains("no more memory");
            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnBatchBegin 0/1",
                            "OnFailure IllegalStateException",
                            "OnTrainEnd");
        }

        @Test
        void anErrorOfTheEngineIsThrownAsItIs() {
            Error failure = new AssertionError("wrong");

            assertThat(TWO_BY_TWO.failAt(1, 0, failure).runAndFail().failure()).isSameAs(failure);
        }

        @Test
        void aCheckedExceptionOfTheEngineIsTheCause() {
            Exception failure = new IOException("the disk is gone");
            SimulatedRun run = TWO_BY_TWO.failAt(1, 0, failure).runAndFail();

            assertThat(run.failure()).hasCause(failure);
            assertThat(run.events()).endsWith("OnBatchBegin 1/0", "OnFailure IOException", "OnTrainEnd");
        }
    }

    @Nested
    class OfACheckpoint {

        @Test
        void itComesWhenEveryHandlerOfTheEventHasRun() {
            SimulatedRun run = TWO_BY_TWO
                    .savesState()
                    .attach(new Saves("OnEpochEnd 0"))
                    .attach(Answers.at("OnEpochEnd 0", Control.stopEpoch("nothing to stop any more")))
                    .run();

            assertThat(run.events())
                    .containsSequence(
                            "OnEpochEnd 0", "OnDecision answers STOP_EPOCH", "OnCheckpoint last", "OnEpochBegin 1")
                    .endsWith(SECOND_EPOCH.toArray(String[]::new));
            assertThat(run.checkpoints()).singleElement().satisfies(checkpoint -> {
                assertThat(checkpoint.name()).isEqualTo("last");
                assertThat(checkpoint.event()).isEqualTo("OnEpochEnd");
                assertThat(checkpoint.step()).isEqualTo(2);
            });
        }
    }
}
