package dev.trackside.plugin.terminateonnan;

/** What is done at a spike of the loss. */
enum SpikeAction {
    /** The run stops. */
    STOP,
    /** The batch is given up without a step, where the engine asks before it. */
    SKIP,
    /** The last good weights are put back. */
    RESTORE
}
