package dev.trackside.runtime.selection;

/**
 * A plugin that was found and does not join a run.
 *
 * @param id the id of the plugin, or of the instance that was switched off
 * @param origin where it was found; empty if the configuration only names it
 * @param reason why it does not join, in words
 * @param idle whether that is how it should be: it came with the class path, and nobody has spoken of it
 */
public record NotAttached(String id, String origin, String reason, boolean idle) {

    /**
     * A plugin that somebody may look for.
     *
     * @param id the id
     * @param origin where it was found
     * @param reason why it does not join
     */
    public NotAttached(String id, String origin, String reason) {
        this(id, origin, reason, false);
    }
}
