package dev.trackside.plugin.history;

import java.time.Instant;

/**
 * What failed a recorded run.
 *
 * @param type the class of the exception
 * @param message what it says, secrets masked
 * @param stack classes and frames of it and its causes, without their messages, which may hold secrets
 * @param step optimizer steps done at that moment
 * @param time when, by the wall clock
 * @since 0.1
 */
public record RecordedFailure(String type, String message, String stack, long step, Instant time) {}
