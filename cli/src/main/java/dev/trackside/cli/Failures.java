package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.logging.log4j.LogManager;

/** Says in one sentence what went wrong; the stack is for {@code --debug}. */
final class Failures {

    private final PrintWriter err;
    private final boolean debug;
    private final Masking masking;

    Failures(PrintWriter err, boolean debug, Masking masking) {
        this.err = err;
        this.debug = debug;
        this.masking = masking;
    }

    /** Prints it; one line for each fault if there are several. */
    void print(Throwable failure) {
        String sentence = masking.mask(sentence(failure));
        String stack = debug ? masking.mask(stack(failure)) : "";
        sentence.lines().forEach(line -> err.println("error: " + line));
        if (LogSwitches.areForPrograms(System.getProperties())) {
            boolean plain = masking.mask(stack(failure)).equals(stack(failure));
            LogManager.getLogger(Failures.class)
                    .error("{}", debug && !plain ? stack : sentence, debug && plain ? failure : null);
        }
        if (debug) {
            err.print(stack);
        } else if (!isForPeople(failure)) {
            err.println("       (unexpected; --debug shows where it comes from)");
        }
        err.flush();
    }

    /** What nothing was begun for, with the message of what went wrong, which was written for people. */
    static UsageException wrongUse(TracksideException cause) {
        return new UsageException(sentence(cause), cause);
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "There is no file " + message + ".";
        }
        if (failure instanceof AccessDeniedException) {
            return "The file " + message + " may not be read or written.";
        }
        if (message == null || message.isBlank()) {
            return failure.getClass().getName();
        }
        return isForPeople(failure) ? message : failure.getClass().getName() + ": " + message;
    }

    /** Whether the message was written for people rather than for the one who debugs. */
    private static boolean isForPeople(Throwable failure) {
        return failure instanceof TracksideException
                || (failure instanceof IOException && !(failure instanceof FileSystemException))
                || failure instanceof NoSuchFileException
                || failure instanceof AccessDeniedException;
    }
}
