package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import dev.trackside.Outcome;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlListenersTests {

    @TempDir
    private Path folder;

    private RunBuilder run() {
        return Trackside.run("listeners")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", folder)
                .seed(7);
    }

    /** Writes down how it is notified. */
    private static final class Told implements TrainingListener {

        private final List<String> calls = new ArrayList<>();

        @Override
        public void onEpoch(Trainer trainer) {
            calls.add("epoch");
        }

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData batchData) {
            calls.add("batch of " + batchData.getBatch().getSize());
        }

        @Override
        public void onValidationBatch(Trainer trainer, BatchData batchData) {
            calls.add("validation of " + batchData.getBatch().getSize());
        }

        @Override
        public void onTrainingBegin(Trainer trainer) {
            calls.add("begin");
        }

        @Override
        public void onTrainingEnd(Trainer trainer) {
            calls.add("end");
        }
    }

    @Test
    void areNotifiedWhereDjlWould() {
        Told attached = new Told();
        Told own = new Told();
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), own)) {
            run().epochs(2)
                    .attach(DjlListeners.asCallback(attached))
                    .train(Djl.training(made.trainer())
                            .data(made.train())
                            .validation(made.validation())
                            .build());
        }

        assertThat(attached.calls)
                .startsWith(
                        "begin",
                        "batch of 4",
                        "batch of 4",
                        "batch of 2",
                        "validation of 4",
                        "validation of 1",
                        "epoch")
                .endsWith("epoch", "end")
                .hasSize(14);
        assertThat(own.calls).isEqualTo(attached.calls);
    }

    @Test
    void stopTheRunWithTheirReason() {
        EarlyStoppingListener stopping = EarlyStoppingListener.builder()
                .optEpochPatience(1)
                .optEarlyStopPctImprovement(99)
                .build();
        try (Trainers made = Trainers.of(1, Optimizer.adam().build(), TrainingListener.Defaults.basic())) {
            RunResult result = run().epochs(50)
                    .attach("djl-early-stopping", DjlListeners.asCallback(stopping))
                    .train(Djl.training(made.trainer())
                            .data(made.train())
                            .validation(made.validation())
                            .build());

            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.reason().orElseThrow()).contains("failed to achieve 99.0% improvement 1 times in a row");
            assertThat(result.summary().epochs()).isEqualTo(2);
        }
    }
}
