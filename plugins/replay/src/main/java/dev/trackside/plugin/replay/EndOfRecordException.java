package dev.trackside.plugin.replay;

import dev.trackside.plugin.history.RecordedRun;

/** The record of a run breaks off in the midst of an epoch: the run failed there, or its process was killed. */
public final class EndOfRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private EndOfRecordException(String message) {
        super(message);
    }

    static EndOfRecordException in(RecordedRun run, int epoch) {
        return new EndOfRecordException("The record of %s breaks off in epoch %d%s."
                .formatted(
                        run.id(), epoch + 1, run.reason().map(why -> ": " + why).orElse("")));
    }
}
