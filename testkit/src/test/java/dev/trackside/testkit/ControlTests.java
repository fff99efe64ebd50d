package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What follows when a callback stops the run or an epoch, or skips a batch: design, "Events". */
class ControlTests {

    /** Two epochs of two training batches and one validation batch. */
    private static final Simulation TWO_BY_TWO = Simulation.epochs(2)
            .batches(2)
            .metric("loss", (epoch, batch) -> epoch + batch)
            .metric("val_loss", 1.0, 0.9)
            .weights(2);

    @Nested
    class OfAStop {

        @Test
        void atTrainBeginNoEpochBegins() {
            SimulatedRun run = stoppedAt("OnTrainBegin");

            assertThat(run.events()).containsExactly("OnTrainBegin", "OnDecision answers STOP", "OnTrainEnd");
        }

        @Test
        void atEpochBeginTheEpochHasNoBatchAndNoValidation() {
            SimulatedRun run = stoppedAt("OnEpochBegin 0");

            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin", "OnEpochBegin 0", "OnDecision answers STOP", "OnEpochEnd 0", "OnTrainEnd");
        }

        @Test
        void atBatchBeginThereIsNoForwardPassButTheBatchEnds() {
            SimulatedRun run = stoppedAt("OnBatchBegin 0/0");

            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnDecision answers STOP",
                            "OnBatchEnd 0/0",
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
            assertThat(run.finalWeights()).containsExactly(0, 1);
        }

        @Test
        void atGradientsThereIsNoStepButTheBatchEnds() {
            SimulatedRun run = TWO_BY_TWO
                    .recordingGradients()
                    .attach(Answers.at("OnGradients 0/0", Control.stop("enough")))
                    .run();

            assertThat(run.events())
                    .startsWith(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnGradients 0/0",
                            "OnDecision answers STOP",
                            "OnBatchEnd 0/0",
                            "OnValidationBegin 0")
                    .endsWith("OnValidationEnd 0", "OnEpochEnd 0", "OnTrainEnd");
            assertThat(run.finalWeights()).containsExactly(0, 1);
        }

        @Test
        void atBatchEndTheValidationAndTheEndOfTheEpochStillCome() {
            SimulatedRun run = stoppedAt("OnBatchEnd 0/0");

            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnDecision answers STOP",
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
            assertThat(run.epochsTrained()).isEqualTo(1);
        }

        @Test
        void atAStepTheBatchEndsFirst() {
            assertThat(stoppedAt("OnStep 1").events())
                    .startsWith(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnDecision answers STOP",
                            "OnBatchEnd 0/0",
                            "OnValidationBegin 0");
        }

        @Test
        void inAValidationTheValidationGoesOnToItsEnd() {
            SimulatedRun run = TWO_BY_TWO
                    .validationBatches(2)
                    .attach(Answers.at("OnValidationBatchBegin 0/0", Control.stop("enough")))
                    .run();

            assertThat(run.events())
                    .endsWith(
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnDecision answers STOP",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationBatchBegin 0/1",
                            "OnValidationBatchEnd 0/1",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnTrainEnd");
        }

        @Test
        void beforeTheLeastEpochsIsDeferredAndMustBeAskedForAgain() {
            SimulatedRun run = Simulation.epochs(5)
                    .minEpochs(2)
                    .attach(Answers.at("OnEpochEnd 0", Control.stop("first"))
                            .and("OnEpochEnd 2", Control.stop("third")))
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(3);
            assertThat(run.reason()).contains("third");
            assertThat(run.decisionsOf("answers"))
                    .extracting(Decision::effect)
                    .containsExactly(Decision.Effect.DEFERRED, Decision.Effect.TAKEN);
        }

        private SimulatedRun stoppedAt(String event) {
            SimulatedRun run =
                    TWO_BY_TWO.attach(Answers.at(event, Control.stop("enough"))).run();
            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason()).contains("enough");
            return run;
        }
    }

    @Nested
    class OfAStoppedEpoch {

        @Test
        void atBatchEndTheNextEpochComesAfterValidation() {
            SimulatedRun run = TWO_BY_TWO
                    .attach(Answers.at("OnBatchEnd 0/0", Control.stopEpoch("enough of this")))
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(run.events())
                    .containsExactly(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnStep 1",
                            "OnBatchEnd 0/0",
                            "OnDecision answers STOP_EPOCH",
                            "OnValidationBegin 0",
                            "OnValidationBatchBegin 0/0",
                            "OnValidationBatchEnd 0/0",
                            "OnValidationEnd 0",
                            "OnEpochEnd 0",
                            "OnEpochBegin 1",
                            "OnBatchBegin 1/0",
                            "OnStep 2",
                            "OnBatchEnd 1/0",
                            "OnBatchBegin 1/1",
                            "OnStep 3",
                            "OnBatchEnd 1/1",
                            "OnValidationBegin 1",
                            "OnValidationBatchBegin 1/0",
                            "OnValidationBatchEnd 1/0",
                            "OnValidationEnd 1",
                            "OnEpochEnd 1",
                            "OnTrainEnd");
        }

        @Test
        void atEpochBeginTheEpochHasNoBatch() {
            SimulatedRun run = TWO_BY_TWO
                    .attach(Answers.at("OnEpochBegin 0", Control.stopEpoch("not this one")))
                    .run();

            assertThat(run.events())
                    .startsWith(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnDecision answers STOP_EPOCH",
                            "OnEpochEnd 0",
                            "OnEpochBegin 1");
        }
    }

    @Nested
    class OfASkippedBatch {

        @Test
        void atBatchBeginThereIsNoStepButTheBatchEnds() {
            SimulatedRun run = TWO_BY_TWO
                    .attach(Answers.at("OnBatchBegin 0/0", Control.skipBatch("bad data")))
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(run.events())
                    .startsWith(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnDecision answers SKIP_BATCH",
                            "OnBatchEnd 0/0",
                            "OnBatchBegin 0/1",
                            "OnStep 1",
                            "OnBatchEnd 0/1",
                            "OnValidationBegin 0");
            assertThat(run.finalWeights()).containsExactly(3, 4);
            assertThat(run.summary().batches()).isEqualTo(4);
            assertThat(run.summary().steps()).isEqualTo(3);
        }

        @Test
        void atGradientsThereIsNoStepButTheBatchEnds() {
            SimulatedRun run = TWO_BY_TWO
                    .recordingGradients()
                    .attach(Answers.at("OnGradients 0/0", Control.skipBatch("exploded")))
                    .run();

            assertThat(run.events())
                    .startsWith(
                            "OnTrainBegin",
                            "OnEpochBegin 0",
                            "OnBatchBegin 0/0",
                            "OnGradients 0/0",
                            "OnDecision answers SKIP_BATCH",
                            "OnBatchEnd 0/0",
                            "OnBatchBegin 0/1",
                            "OnGradients 0/1",
                            "OnStep 1",
                            "OnBatchEnd 0/1");
            assertThat(run.finalWeights()).containsExactly(3, 4);
        }

        @Test
        void anywhereElseFailsTheRunAsAnExceptionOfTheHandlerWould() {
            SimulatedRun run = TWO_BY_TWO
                    .attach(Answers.at("OnBatchEnd 0/0", Control.skipBatch("too late")))
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("answers").hasMessageContaining("skipBatch");
            // The recorder comes after the callback that failed, so it has not seen the event.
            assertThat(run.events()).endsWith("OnStep 1", "OnFailure CallbackFailedException", "OnTrainEnd");
        }
    }
}
