package dev.trackside.processor.checks;

import dev.trackside.processor.model.Origin;

/**
 * Something that a check has found.
 *
 * @param diagnostic what it is
 * @param at the smallest place at fault
 * @param message the message
 * @since 0.1
 */
public record Finding(Diagnostic diagnostic, Origin at, String message) {}
