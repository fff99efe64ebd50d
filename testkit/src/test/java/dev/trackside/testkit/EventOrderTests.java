package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Outcome;
import org.junit.jupiter.api.Test;

class EventOrderTests {

    @Test
    void ofARunThatCompletes() {
        SimulatedRun run = Simulation.epochs(2)
                .batches(2)
                .validationBatches(2)
                .metric("val_loss", 1.0, 0.9)
                .metric("loss", (epoch, batch) -> epoch + batch)
                .weights(2)
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
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
        assertThat(run.finalWeights()).containsExactly(4, 5);
        assertThat(run.summary().metrics()).containsEntry("loss", 1.5).containsEntry("val_loss", 0.9);
    }
}
