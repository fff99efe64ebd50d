package dev.trackside.runtime.jar;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A private folder with copies of jars. It goes when it is deleted, at the latest when the process ends. */
final class CopyFolder {

    private static final Logger LOGGER = LogManager.getLogger(CopyFolder.class);

    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private CopyFolder(Path folder) {
        this.folder = folder;
    }

    static CopyFolder create() throws IOException {
        Path folder = Files.createTempDirectory("trackside-plugins-");
        folder.toFile().deleteOnExit();
        return new CopyFolder(folder);
    }

    Path copy(Path jar) throws IOException {
        Path copy = next(String.valueOf(jar.getFileName()));
        Files.copy(jar, copy);
        return copy;
    }

    Path write(String name, byte[] bytes) throws IOException {
        Path copy = next(name);
        Files.write(copy, bytes);
        return copy;
    }

    private Path next(String name) {
        Path copy = folder.resolve(files.size() + "-" + name);
        files.add(copy);
        copy.toFile().deleteOnExit();
        return copy;
    }

    void delete() {
        for (Path file : files) {
            delete(file);
        }
        delete(folder);
        files.clear();
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (NoSuchFileException gone) {
            LOGGER.trace("{} was gone already", path);
        } catch (IOException held) {
            LOGGER.debug("{} stays until the process ends: {}", path, held.toString());
        }
    }

    /** Closes what reads copies. */
    static void close(List<Closeable> open) {
        for (Closeable one : open) {
            try {
                one.close();
            } catch (IOException bad) {
                LOGGER.debug("{} did not close: {}", one, bad.toString());
            }
        }
    }
}
