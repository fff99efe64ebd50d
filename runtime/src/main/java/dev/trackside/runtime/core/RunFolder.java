package dev.trackside.runtime.core;

import dev.trackside.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The folder of a run, created when something is first put there, and what was handed in. Usable from any thread. */
final class RunFolder {

    private final Path path;
    private final List<Artifact> artifacts =
            new CopyOnWriteArrayList<>(); // few are added, and who reads them does so on any thread

    RunFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    Path create() {
        try {
            return Files.createDirectories(path);
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "The folder of the run cannot be created: %s. Name another one with run.dir.".formatted(path),
                    fault);
        }
    }

    void keep(Artifact artifact) {
        artifacts.add(artifact);
    }

    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }
}
