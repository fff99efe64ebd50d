package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Decision;
import dev.trackside.OnEpochBegin;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run whose event files cannot be written. */
class TensorBoardDiskTests {

    @TempDir
    Path folder;

    /** Puts a file where the plugin is about to make the folder of the validation. */
    static final class Squatter {
        @OnEpochBegin(at = 2)
        void squat(RunFiles files) {
            try {
                Files.writeString(files.folder().resolve("tensorboard/validation"), "taken");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void thePluginIsDetachedAndTheRunGoesOn() {
        SimulatedRun run = Simulation.epochs(3)
                .metric("loss", 3, 2, 1)
                .metric("val_loss", 3, 2, 1)
                .absent("val_loss", 0)
                .option("tensorboard.every", 1)
                .folder(folder)
                .attach(new TensorBoard())
                .attach(new Squatter())
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.decisions())
                .filteredOn(decision -> decision.kind() == Decision.Kind.DETACH)
                .anySatisfy(decision -> {
                    assertThat(decision.callback()).isEqualTo("tensorboard");
                    assertThat(decision.reason()).contains("cannot be written", "validation");
                });
        List<String> batches =
                EventReader.scalars(EventReader.readFolder(run.folder().resolve("tensorboard/train")), "batch/loss");
        assertThat(batches).as("its helper is detached too").containsExactly("1=3.0", "2=2.0");
    }

    @Test
    void whatAHelperCannotWriteIsThrownByThePluginAtItsNextEvent() {
        EventFolder files = EventFolder.open(folder, new TestClock(), 0);
        Sink sink = new Sink(() -> files);
        IllegalStateException fault = new IllegalStateException("the weights are gone");

        sink.check();
        sink.write(Part.TRAIN, 1, () -> {
            throw fault;
        });
        sink.write(Part.TRAIN, 2, () -> {
            throw new AssertionError("nobody asks again");
        });

        assertThatThrownBy(sink::check).isSameAs(fault);
    }

    @Test
    void aFolderThatIsAFileIsToldByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertThatThrownBy(() -> EventFolder.open(file, new TestClock(), 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("event files for TensorBoard in " + file);
    }
}
