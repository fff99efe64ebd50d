package dev.trackside.cli;

import dev.trackside.TracksideException;

/** Ends the command with {@link ExitCodes#USAGE}: nothing was begun, and the person can mend it. */
final class UsageException extends TracksideException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    /** With the message of what went wrong, which was written for people. */
    UsageException(Throwable cause) {
        super(Failures.sentence(cause), cause);
    }
}
