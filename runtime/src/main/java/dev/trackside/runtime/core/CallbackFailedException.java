package dev.trackside.runtime.core;

import dev.trackside.TracksideException;

/** A handler threw, and its failure policy says that the run fails. */
final class CallbackFailedException extends TracksideException {

    private static final long serialVersionUID = 1L;

    CallbackFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
