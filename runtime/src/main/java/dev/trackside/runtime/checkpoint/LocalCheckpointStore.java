package dev.trackside.runtime.checkpoint;

import dev.trackside.spi.CheckpointStore;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder, each a file {@code NAME.ckpt}.
 *
 * <p>A checkpoint is written to a file of its own beside, forced to the disk, read back and verified, and only then moved over one of the same
 * name in one step. Whatever goes wrong before that step leaves the old one as it is. Nothing is ever deleted but what this store was asked
 * to delete and what it could not finish itself; a file {@code NAME.RANDOM.part} of a process that was killed in the middle stays, is never
 * taken for a checkpoint, and may be deleted by hand.
 *
 * <p>Usable from any thread; one save at a time, while others may be opened, listed and deleted.
 */
public final class LocalCheckpointStore implements CheckpointStore {

    /** The folder for checkpoints in the folder of a run. */
    public static final String FOLDER = "checkpoints";

    /** How the names of checkpoint files end. */
    public static final String SUFFIX = ".ckpt";

    private static final String PART = ".part";
    /** As {@link #save} names them: the name of the checkpoint and something random. */
    private static final Pattern UNFINISHED = Pattern.compile(".+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9_.=-]{0,199}");
    /** On Windows a folder cannot be opened, and needs not be: moves are in the journal of the file system. */
    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private final Path folder;
    private final Object lock = new Object();
    /** Files that this store began, could not finish, and could not delete at that time. */
    private final Set<Path> leftovers = new LinkedHashSet<>();

    /**
     * Creates a store.
     *
     * @param folder the folder; created with the first checkpoint
     */
    public LocalCheckpointStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * The folder of the checkpoints.
     *
     * @return an absolute path
     */
    public Path folder() {
        return folder;
    }

    /**
     * The file of a checkpoint, whether it is there or not.
     *
     * @param name the name of the checkpoint
     * @return an absolute path
     * @throws IllegalArgumentException if the name has other characters than {@link dev.trackside.Checkpoints#request} allows
     */
    public Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' cannot name a checkpoint: letters, digits, - _ . = are allowed, up to 200, the first of them no dot.");
        }
        return folder.resolve(name + SUFFIX);
    }

    @Override
    public String save(String name, Content content) throws IOException {
        Path file = file(name);
        synchronized (lock) {
            sweep();
            Path part = folder.resolve(name + "." + UUID.randomUUID() + PART);
            try {
                Files.createDirectories(folder);
                leftovers.add(part);
                write(part, content);
                verify(name, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                leftovers.remove(part);
            } catch (IOException | CheckpointException | UncheckedIOException e) {
                throw new IOException(
                        "Checkpoint %s was not written to %s: %s. %s"
                                .formatted(
                                        name,
                                        folder,
                                        words(e),
                                        Files.exists(file)
                                                ? "The one of that name from before is as it was."
                                                : "There is none of that name from before."),
                        e);
            } finally {
                sweep();
            }
            try {
                force(folder);
            } catch (IOException e) {
                throw new IOException(
                        "Checkpoint %s is whole in %s, but the folder could not be forced to the disk: %s."
                                .formatted(name, folder, words(e)),
                        e);
            }
        }
        return file.toString();
    }

    @Override
    public InputStream open(String name) throws IOException {
        Path file = file(name);
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            List<String> names = names();
            throw new IOException(
                    "There is no checkpoint %s in %s, %s."
                            .formatted(
                                    name,
                                    folder,
                                    names.isEmpty() ? "nor any other" : "only " + String.join(", ", names)),
                    e);
        }
    }

    /**
     * The checkpoints in the folder, by the time that is in them. One whose time cannot be read is listed too, at the time of its file, so
     * that whoever opens it learns what is wrong with it.
     */
    @Override
    public List<String> names() throws IOException {
        return dated().stream().map(Dated::name).toList();
    }

    /** The checkpoints with their times, the newest first. */
    List<Dated> dated() throws IOException {
        List<Dated> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(SUFFIX) && Files.isRegularFile(file)) {
                        found.add(new Dated(name.substring(0, name.length() - SUFFIX.length()), time(file)));
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        found.sort(Comparator.comparing(Dated::time).reversed().thenComparing(Dated::name));
        return found;
    }

    /** The files that a save has begun and not finished, by name. */
    List<Path> unfinished() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path file : files) {
                if (UNFINISHED.matcher(file.getFileName().toString()).matches()) {
                    found.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = file(name);
        try {
            Files.delete(file); // one that is written meanwhile is not waited for: it is another file until it is whole
            force(folder);
        } catch (IOException e) {
            throw new IOException(
                    "Checkpoint %s could not be deleted from %s: %s.".formatted(name, folder, words(e)), e);
        }
    }

    /** When the checkpoint in a file was taken; the time of the file if it does not say. */
    private static Instant time(Path file) throws IOException {
        Optional<Manifest> manifest = manifest(file);
        return manifest.isPresent()
                ? manifest.get().created()
                : Files.getLastModifiedTime(file).toInstant();
    }

    /** The manifest of a checkpoint; empty if it is damaged. */
    static Optional<Manifest> manifest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(CheckpointFormat.readManifest(file.toString(), in));
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    private static void write(Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(new LeftOpen(out));
            out.flush();
            channel.force(true);
        }
    }

    private static void verify(String name, Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            CheckpointFormat.read("what was read back of " + name, in);
        }
    }

    private static void force(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what this store began and did not finish. What cannot be deleted now is tried again with the next checkpoint. */
    private void sweep() {
        leftovers.removeIf(part -> {
            try {
                Files.deleteIfExists(part);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static String words(Exception e) {
        String message = e.getMessage();
        if (e instanceof NoSuchFileException) {
            message = "it is not there";
        } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
            message = failure.getReason();
        }
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /**
     * A checkpoint of the store.
     *
     * @param name its name
     * @param time when it was taken
     */
    record Dated(String name, Instant time) {}

    /** Passes everything on but the closing. */
    private static final class LeftOpen extends FilterOutputStream {

        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
