package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoints;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.spi.EngineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that has no memory left ends, and what it saved before stays whole. */
class WantOfMemoryTests {

    @TempDir
    Path runs;

    private final ToyModel model = new ToyModel();

    static final class SavesEachEpoch {
        @OnEpochEnd
        void end(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    static final class Greedy {
        private final List<Object> kept = new java.util.ArrayList<>();

        @OnEpochEnd(at = 2)
        void end() {
            kept.add(new long[Integer.MAX_VALUE]);
        }
    }

    @Test
    void inTheMiddleOfACheckpointLeavesTheOneBefore() throws IOException {
        EngineState greedy = new EngineState() {
            @Override
            public Map<String, byte[]> save() {
                return model.sum > 1 ? Map.of("sum", new byte[Integer.MAX_VALUE]) : model.save();
            }

            @Override
            public void restore(Map<String, byte[]> parts) {
                model.restore(parts);
            }
        };

        assertThatThrownBy(() -> run(greedy).attach(new SavesEachEpoch()).train(this::train))
                .isInstanceOf(OutOfMemoryError.class);

        assertWhole();
    }

    @Test
    void inAHandlerLeavesTheCheckpointBefore() throws IOException {
        assertThatThrownBy(() -> run(model)
                        .attach(new SavesEachEpoch())
                        .attach(new Greedy())
                        .train(this::train))
                .hasMessageContaining(
                        "The callback greedy (Greedy.end(), from code) failed at @OnEpochEnd in epoch 2: OutOfMemoryError")
                .hasCauseInstanceOf(OutOfMemoryError.class);

        assertWhole();
    }

    private void assertWhole() throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("last.ckpt", "run.json");
        }
        model.sum = -1;
        RunResult resumed = run(model).resume("last").train(this::train);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(resumed.summary().epochs()).isEqualTo(3);
        assertThat(model.sum).as("trained once a batch from the first epoch on").isEqualTo(31 * (31 + 1) + 1);
    }

    private RunBuilder run(EngineState state) {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .offers(EngineState.class, state)
                .epochs(3);
    }

    private void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(List.of(1))) {
                model.train(batch.data());
                batch.record("loss", 1);
            }
        }
    }
}
