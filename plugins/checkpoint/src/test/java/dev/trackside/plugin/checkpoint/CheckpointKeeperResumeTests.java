package dev.trackside.plugin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoint;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeeperResumeTests {

    @TempDir
    Path runs;

    private Simulation simulation(int epochs) {
        return Simulation.epochs(epochs)
                .batches(2)
                .secondsPerBatch(1)
                .metric("val_loss", 2, 1, 3, 1.5, 0.5)
                .savesState()
                .folder(runs)
                .attach(new CheckpointKeeper())
                .option("checkpoint.keep", 2);
    }

    @Test
    void theBestFromBeforeIsStillTheOneToBeat() {
        simulation(3).run();

        SimulatedRun resumed = simulation(5).resume("last").run();

        assertThat(resumed.checkpoints().stream()
                        .filter(checkpoint -> checkpoint.name().equals("best"))
                        .map(Checkpoint::epoch))
                .containsExactly(4);
    }

    @Test
    void numberedOnesFromBeforeAreCountedToo() throws IOException {
        simulation(3).run();

        SimulatedRun resumed = simulation(4).resume("last").run();

        try (Stream<Path> files = Files.walk(resumed.folder())) {
            List<String> numbered = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("epoch-"))
                    .map(name -> name.substring(0, "epoch-0000".length()))
                    .toList();
            assertThat(numbered).containsExactlyInAnyOrder("epoch-0003", "epoch-0004");
        }
    }

    @Test
    void theLastOneIsSavedThatAKillAtTheEndHasPrevented() throws IOException {
        SimulatedRun killed = simulation(5).run();
        Files.delete(killed.folder().resolve("checkpoints").resolve("last.ckpt"));

        SimulatedRun resumed = simulation(5).resume("last").run();

        assertThat(resumed.checkpoints())
                .extracting(Checkpoint::name, Checkpoint::epoch)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("last", 4));
    }

    @Test
    void anInterruptedEpochGoesOnWithTheNextBatch() {
        simulation(5).interruptAt(2, 0).run();

        SimulatedRun resumed = simulation(5).resume("last").run();

        assertThat(resumed.events())
                .filteredOn(event -> event.startsWith("OnBatchBegin"))
                .first()
                .isEqualTo("OnBatchBegin 2/1");
    }
}
