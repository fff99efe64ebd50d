package dev.trackside.plugin.jsonl;

import dev.trackside.TracksideException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A file of lines, each of which is handed to the operating system at once, whole or not at all. What is there goes on; a half line that a killed program left
 * is cut off.
 */
final class LineFile implements AutoCloseable {

    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    /** How the first line begins. */
    private static final String START = "{\"event\":\"train_begin\"";

    private final Path file;
    private final Disk disk;
    private SeekableByteChannel channel;

    /**
     * Opens a file.
     *
     * @param file the file
     * @param disk where it is
     * @throws IOException if it cannot be opened
     * @throws TracksideException if another callback writes this file
     */
    LineFile(Path file, Disk disk) throws IOException {
        this.file = file;
        this.disk = disk;
        if (!IN_USE.add(file)) {
            throw new TracksideException(
                    "Another callback writes %s. Give this one a file of its own by the option file.".formatted(file));
        }
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.exists(file)) {
                checkOwn();
                cutHalfLine();
            }
            channel = atEnd();
        } catch (IOException | RuntimeException fault) {
            IN_USE.remove(file);
            throw fault;
        }
    }

    Path path() {
        return file;
    }

    /**
     * Appends a line.
     *
     * @param line a text with its line end
     * @throws IOException if it cannot be written; the file then ends with the line before
     */
    void append(String line) throws IOException {
        long end = channel.position();
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException fault) {
            try {
                channel.truncate(end); // no half line
            } catch (IOException further) {
                fault.addSuppressed(further);
            }
            throw fault;
        }
    }

    /**
     * Drops lines: the others are written aside and take the place of the file.
     *
     * @param drops which
     * @throws IOException if that cannot be done; the file then stays as it is
     */
    void drop(Predicate<Position> drops) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            copy(aside, drops);
            channel.close();
            try {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException fault) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException further) {
                fault.addSuppressed(further);
            }
            throw fault;
        }
        channel = atEnd();
    }

    private void copy(Path aside, Predicate<Position> drops) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file);
                SeekableByteChannel out = disk.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(out), StandardCharsets.UTF_8));
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!drops.test(position(line, number))) {
                    writer.write(line);
                    writer.write('\n');
                }
            }
            writer.flush();
            if (out instanceof FileChannel forced) {
                forced.force(true);
            }
        }
    }

    private Position position(String line, int number) {
        try {
            return Position.of(line);
        } catch (IOException damaged) {
            throw new TracksideException(
                    "Line %d of %s is none of this callback: %s. The file stays as it is; name another by the option file."
                            .formatted(number, file, damaged.getMessage()),
                    damaged);
        }
    }

    /** A file of somebody else is left alone. */
    private void checkOwn() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String there = new String(in.readNBytes(START.length()), StandardCharsets.UTF_8);
            if (!START.startsWith(there)) { // what a killed program left may be shorter
                throw new TracksideException(
                        "%s is there and is none of this callback, which would begin with %s. It stays as it is; name another by the option file."
                                .formatted(file, START));
            }
        }
    }

    private SeekableByteChannel atEnd() throws IOException {
        SeekableByteChannel opened = disk.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        opened.position(opened.size());
        return opened;
    }

    private void cutHalfLine() throws IOException {
        try (FileChannel there = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long end = there.size();
            while (end > 0) {
                one.clear();
                there.read(one, end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            there.truncate(end);
        }
    }

    @Override
    public void close() throws IOException {
        IN_USE.remove(file);
        channel.close();
    }
}
