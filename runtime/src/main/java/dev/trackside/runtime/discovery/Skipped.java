package dev.trackside.runtime.discovery;

/**
 * A file in a plugins folder that was passed over on purpose, which is nothing to mend.
 *
 * @param source the file, for people
 * @param reason why, in words
 */
public record Skipped(String source, String reason) {}
