package dev.trackside;

/**
 * Whether a plugin that was found joins a run by itself.
 *
 * @since 0.1
 */
public enum Attach {
    /** Left to the processor: what only measures or reports joins always, what changes a run joins when configured. */
    INFERRED,
    /** Joins every run, unless it is switched off. */
    ALWAYS,
    /** Joins the runs whose configuration names it. */
    WHEN_CONFIGURED
}
