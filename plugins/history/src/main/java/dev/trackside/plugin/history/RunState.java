package dev.trackside.plugin.history;

/**
 * Whether a recorded run is over, as far as anybody can tell.
 *
 * @since 0.1
 */
public enum RunState {
    /** It has ended, and its outcome is there. */
    ENDED,
    /** It has given a sign of life within the last minute, and its process is there, or is on another machine. */
    RUNNING,
    /** It has no end, and its process is gone, or has been silent for more than a minute: it was killed. */
    LOST,
    /** The history was detached before the end, so it is not known what became of the run. */
    UNRECORDED
}
