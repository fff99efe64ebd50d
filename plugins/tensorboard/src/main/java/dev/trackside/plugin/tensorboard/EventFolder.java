package dev.trackside.plugin.tensorboard;

import dev.trackside.Clock;
import dev.trackside.plugin.tensorboard.proto.Event;
import dev.trackside.plugin.tensorboard.proto.SessionLog;
import dev.trackside.plugin.tensorboard.proto.SourceMetadata;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The event files of one session of a run: one in the folder for each {@link Part} that has something to show.
 *
 * <p>A session that resumes a run opens files of its own, which TensorBoard reads after the older ones, since it reads them in the order of their
 * names. Each begins with {@code SessionLog.START} at the first step of the session. TensorBoard takes the first START of a run for its beginning
 * and each other for a restart: then it forgets what it has read from that step on.
 */
final class EventFolder implements Closeable {

    private static final String VERSION = "brain.Event:2";
    private static final String PREFIX = "events.out.tfevents.";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\..*");
    private static final String HPARAMS = PREFIX + "0000000000.hparams"; // sorts before all others
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final Clock clock;
    private final long from;
    private final Map<Part, EventFile> files = new EnumMap<>(Part.class);
    private long flushed;

    private EventFolder(Path folder, Clock clock, long from) {
        this.folder = folder;
        this.clock = clock;
        this.from = from;
        flushed = clock.nanoTime();
    }

    /**
     * Begins a session.
     *
     * @param folder a folder, made if it is missing
     * @param clock gives the times of events
     * @param from the first step of the session: what earlier sessions wrote from there on is void
     * @throws UncheckedIOException if a file cannot be made
     */
    static EventFolder open(Path folder, Clock clock, long from) {
        EventFolder opened = new EventFolder(folder, clock, from);
        try {
            for (Part part : Part.values()) {
                if (part != Part.VALIDATION || Files.isDirectory(opened.folderOf(part))) {
                    opened.file(part);
                }
            }
            opened.flush();
        } catch (UncheckedIOException fault) {
            opened.abandon(fault);
            throw fault;
        } catch (IOException fault) {
            opened.abandon(fault);
            throw opened.failed(fault);
        }
        return opened;
    }

    /**
     * Adds values at a step.
     *
     * @throws UncheckedIOException if they cannot be written
     */
    void add(Part part, long step, List<Summary.Value> values) {
        if (values.isEmpty()) {
            return;
        }
        try {
            file(part)
                    .add(event(step)
                            .setSummary(Summary.newBuilder().addAllValue(values))
                            .build());
        } catch (IOException fault) {
            throw failed(fault);
        }
        if (clock.nanoTime() - flushed >= FLUSH_NANOS) {
            flush();
        }
    }

    /**
     * Writes the beginning of the session for the HParams table, in a file of its own in place of that of an earlier session: TensorBoard keeps
     * what a run says of itself first, and would show the older options and the older end.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    void beginHParams(Summary.Value start) {
        writeHParams(
                List.of(version(), hparams(start)), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Writes the end of the session for the HParams table.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    void endHParams(Summary.Value end) {
        writeHParams(List.of(hparams(end)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Hands all to the operating system, so that TensorBoard sees it.
     *
     * @throws UncheckedIOException if something cannot be written
     */
    void flush() {
        flushed = clock.nanoTime();
        for (EventFile file : files.values()) {
            try {
                file.flush();
            } catch (IOException fault) {
                throw failed(fault);
            }
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (EventFile file : files.values()) {
            try {
                file.close();
            } catch (IOException fault) {
                if (first == null) {
                    first = fault;
                } else {
                    first.addSuppressed(fault);
                }
            }
        }
        files.clear();
        if (first != null) {
            throw first;
        }
    }

    /** Closes what is open, after a fault. */
    void abandon(Exception fault) {
        try {
            close();
        } catch (IOException another) {
            fault.addSuppressed(another);
        }
    }

    private Path folderOf(Part part) {
        return folder.resolve(part.folder());
    }

    private EventFile file(Part part) throws IOException {
        EventFile file = files.get(part);
        if (file == null) {
            file = create(Files.createDirectories(folderOf(part)));
            files.put(part, file);
            file.add(version());
            file.add(event(from)
                    .setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START))
                    .build());
        }
        return file;
    }

    /** Makes a file that is read after all those that are there. */
    private EventFile create(Path parent) throws IOException {
        long second = Math.max(clock.now().getEpochSecond(), newest(parent) + 1);
        while (true) {
            try {
                return new EventFile(
                        parent.resolve("%s%010d.trackside".formatted(PREFIX, second)),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException taken) {
                second++; // by another process, just now
            }
        }
    }

    private static long newest(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private void writeHParams(List<Event> events, StandardOpenOption... options) {
        try (EventFile file = new EventFile(folder.resolve(HPARAMS), options)) {
            for (Event event : events) {
                file.add(event);
            }
        } catch (IOException fault) {
            throw failed(fault);
        }
    }

    private Event version() {
        return event(0).setFileVersion(VERSION)
                .setSourceMetadata(SourceMetadata.newBuilder().setWriter("dev.trackside.plugin.tensorboard"))
                .build();
    }

    private Event hparams(Summary.Value value) {
        return event(0).setSummary(Summary.newBuilder().addValue(value)).build();
    }

    private Event.Builder event(long step) {
        return Event.newBuilder().setWallTime(seconds(clock.now())).setStep(step);
    }

    /** The form of times in event files. */
    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    private UncheckedIOException failed(IOException fault) {
        return new UncheckedIOException(
                "The event files for TensorBoard in %s cannot be written: %s".formatted(folder, fault.getMessage()),
                fault);
    }
}
