package dev.trackside.runtime.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a run, created when something is first put there. */
final class RunFolder {

    private final Path path;

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

    Path checkpoints() {
        return path.resolve("checkpoints");
    }
}
