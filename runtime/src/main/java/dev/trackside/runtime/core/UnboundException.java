package dev.trackside.runtime.core;

import dev.trackside.TracksideException;

/** A callback does not fit what it was loaded with, which shows when its handlers are bound. */
final class UnlinkedException extends TracksideException {

    private static final long serialVersionUID = 1L;

    UnlinkedException(String message, LinkageError cause) {
        super(message, cause);
    }
}
