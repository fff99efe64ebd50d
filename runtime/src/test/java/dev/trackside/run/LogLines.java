package dev.trackside.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What Trackside logs while this is open, as {@code LEVEL text}. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

    private static final String LOGGER = "dev.trackside";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    public static LogLines open() {
        LogLines lines = new LogLines();
        lines.start();
        Configurator.setLevel(LOGGER, Level.INFO);
        logger().addAppender(lines);
        return lines;
    }

    public List<String> warnings() {
        return lines.stream().filter(line -> line.startsWith("WARN ")).toList();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until there is a line with a text; fails after a minute. */
    public synchronized String await(String text) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true) {
            Optional<String> found =
                    lines.stream().filter(line -> line.contains(text)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no line has '%s': %s".formatted(text, lines));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Override
    public synchronized void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        notifyAll();
    }

    @Override
    public void close() {
        logger().removeAppender(this);
        Configurator.setLevel(LOGGER, Level.ERROR);
        stop();
    }

    private static Logger logger() {
        return (Logger) LogManager.getLogger(LOGGER);
    }
}
