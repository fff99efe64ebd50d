package dev.trackside.plugin.log;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is written to the logger of the plugin while this is open, as {@code LEVEL text}. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private static final String LOGGER = "dev.trackside.log";

    private final List<String> lines = new ArrayList<>();

    private LogLines(Level level) {
        super("lines of " + level, null, null, true, Property.EMPTY_ARRAY);
    }

    static LogLines atLevel(Level level) {
        LogLines lines = new LogLines(level);
        lines.start();
        Configurator.setLevel(LOGGER, level);
        logger().addAppender(lines);
        return lines;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }

    @Override
    public void close() {
        logger().removeAppender(this);
        stop();
    }

    private static Logger logger() {
        return (Logger) LogManager.getLogger(LOGGER);
    }
}
