package dev.trackside.runtime.loading;

/**
 * A plugin that was found and does not join a run.
 *
 * @param id the id of the plugin, or of the instance that was switched off
 * @param origin where it was found; empty if the configuration only names it
 * @param reason why it does not join, in words
 */
public record NotAttached(String id, String origin, String reason) {}
