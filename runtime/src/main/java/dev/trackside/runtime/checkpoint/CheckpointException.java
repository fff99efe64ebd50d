package dev.trackside.runtime.checkpoint;

import dev.trackside.TracksideException;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint cannot be used: it is damaged, incomplete, of a newer format, or not there. The message names the file and what in it is wrong.
 */
public final class CheckpointException extends TracksideException {

    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
