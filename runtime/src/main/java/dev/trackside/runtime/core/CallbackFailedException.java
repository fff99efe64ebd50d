package dev.trackside.runtime.core;

import dev.trackside.TracksideException;

/** A handler threw, and its failure policy says that the run fails. */
final class CallbackFailedException extends TracksideException {

    private static final long serialVersionUID = 1L;

    CallbackFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Has no trace of its own, which would be that of the dispatch: the one of its cause begins in the handler. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
