package dev.trackside.plugin.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.testkit.Simulation;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingLogTests {

    private final LogLines log = LogLines.atLevel(Level.INFO);

    private final Simulation simulation = Simulation.epochs(2)
            .batches(20)
            .secondsPerBatch(0.01)
            .metric("loss", (epoch, batch) -> 0.75 + epoch)
            .metric("accuracy", 0.46875, 0.5)
            .metric("val_loss", 0.5, Double.NaN)
            .learningRate(0.1)
            .attach(new TrainingLog());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aRunReadsAsItWent() {
        simulation.option("log.every", 10).run();

        assertThat(log.lines())
                .containsExactly(
                        "INFO Training simulation with simulation: 2 epochs of 20 batches",
                        "INFO Batch 10: Loss = 0.7500, Accuracy = 0.4688",
                        "INFO Batch 20: Loss = 0.7500, Accuracy = 0.4688",
                        "INFO Epoch 1 finished in 0.21 seconds: Loss = 0.7500, Accuracy = 0.4688, Validation loss = 0.5000,"
                                + " Learning rate = 0.1000",
                        "INFO Batch 10: Loss = 1.7500, Accuracy = 0.5000",
                        "INFO Batch 20: Loss = 1.7500, Accuracy = 0.5000",
                        "INFO Epoch 2 finished in 0.21 seconds: Loss = 1.7500, Accuracy = 0.5000, Validation loss = NaN,"
                                + " Learning rate = 0.1000",
                        "INFO Training completed after 2 epochs and 40 steps in 0.42 seconds");
    }

    @Test
    void onlyTheMetricsThatAreNamedAreWrittenInTheirOrder() {
        simulation
                .option("log.every", 20)
                .option("log.metrics", List.of("lr", "loss"))
                .run();

        assertThat(log.lines())
                .contains(
                        "INFO Batch 20: Learning rate = 0.1000, Loss = 0.7500",
                        "INFO Epoch 1 finished in 0.21 seconds: Learning rate = 0.1000, Loss = 0.7500");
    }

    @Test
    void aNamedMetricThatNeverCameIsWarnedOf() {
        simulation.option("log.metrics", List.of("los", "loss")).run();

        assertThat(log.lines()).last().asString().startsWith("WARN ").contains("los, which never came", "val_loss");
    }

    @Test
    void batchesAreNotWrittenIfTheirPeriodIsZero() {
        simulation.option("log.every", 0).run();

        assertThat(log.lines()).hasSize(4).noneMatch(line -> line.contains("Batch"));
    }

    /** Skips the tenth batch of each epoch. */
    static final class SkipTheTenth {
        @OnBatchBegin(at = 10)
        Control skip() {
            return Control.skipBatch("it is broken");
        }
    }

    @Test
    void aSkippedBatchIsSaidToBe() {
        simulation.option("log.every", 10).attach(new SkipTheTenth()).run();

        assertThat(log.lines()).contains("INFO Batch 10 was skipped");
    }

    @Test
    void anInterruptShowsInTheEpochAndAtTheEnd() {
        simulation.interruptAt(1, 4).run();

        assertThat(log.lines()).anyMatch(line -> line.startsWith("INFO Epoch 2 ended after 5 batches in 0.05 seconds"));
        assertThat(log.lines()).last().asString().startsWith("INFO Training interrupted after 2 epochs and 25 steps");
    }

    @Test
    void aFailureIsTheLastLine() {
        simulation
                .failAt(1, 4, new IllegalStateException("the disk is on fire"))
                .runAndFail();

        assertThat(log.lines())
                .last()
                .asString()
                .startsWith("INFO Training failed after 1 epoch and 24 steps")
                .endsWith("the disk is on fire");
    }

    @Test
    void theBeginOfAnEpochIsForThoseWhoLookCloser() {
        try (LogLines closer = LogLines.atLevel(Level.DEBUG)) {
            simulation.run();

            assertThat(closer.lines()).contains("DEBUG Epoch 1 begins", "DEBUG Epoch 2 begins");
        }
    }
}
