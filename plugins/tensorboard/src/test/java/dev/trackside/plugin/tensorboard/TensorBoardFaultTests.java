package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.faults.FaultKit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugin under each fault of the fault kit, and in a plugins folder with its library. */
class TensorBoardFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(TensorBoard::new)
                .option("every", 1)
                .option("histograms", 1)
                .tests();
    }

    @Test
    void aFolderWithThePluginAndItsLibraryCanBeDroppedIn(@TempDir Path folder) throws Exception {
        Path plugin = Files.createDirectories(folder.resolve("plugins/tensorboard"));
        pack(Path.of("target/classes"), plugin.resolve("trackside-plugin-tensorboard.jar"));
        Path library = jarOf(Message.class);
        Files.copy(library, plugin.resolve(library.getFileName()));

        SimulatedRun run = Simulation.epochs(2)
                .metric("loss", 0.5, 0.25)
                .folder(folder.resolve("runs"))
                .plugins(folder.resolve("plugins"))
                .run();

        assertThat(EventReader.scalars(EventReader.readFolder(run.folder().resolve("tensorboard/train")), "loss"))
                .containsExactly("1=0.5", "2=0.25");
        assertThat(run.summary().callbacks())
                .filteredOn(callback -> callback.id().equals("tensorboard"))
                .singleElement()
                .satisfies(callback -> {
                    assertThat(callback.origin()).contains("trackside-plugin-tensorboard.jar");
                    assertThat(callback.detached()).isEmpty();
                });
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }
}
