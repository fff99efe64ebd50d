package dev.trackside.runtime.checkpoint;

/** Who writes checkpoints: the thread that trains, or one beside it; {@code run.checkpoint-writing}. */
public enum WriteMode {

    /** Small states at once, large ones as with {@link #ASYNC}. */
    AUTO,

    /** A thread of its own: the state is copied at the end of the event and written while the training goes on. */
    ASYNC,

    /** The thread that trains, which waits until the checkpoint is complete on disk. */
    SYNC
}
