package dev.trackside.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Folders for tests that name none. They are deleted when the machine ends, so that a test can look into them as long as it likes. */
final class TemporaryFolders {

    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolders::deleteAll, "trackside-temporary-folders"));
    }

    private TemporaryFolders() {}

    static Path create() {
        try {
            Path folder = Files.createTempDirectory("trackside-");
            FOLDERS.add(folder);
            return folder;
        } catch (IOException fault) {
            throw new UncheckedIOException("no folder can be created among the temporary files", fault);
        }
    }

    private static void deleteAll() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("temporary folders stay behind"));
        FOLDERS.forEach(folder -> {
            try {
                delete(folder);
            } catch (IOException fault) {
                failure.addSuppressed(fault);
            }
        });
        if (failure.getSuppressed().length > 0) {
            throw failure; // printed by the thread that ends with it
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
