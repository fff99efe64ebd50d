/**
 * Writes what happens in a run as JSON, a line an event, for programs.
 *
 * <p>{@link dev.trackside.plugin.jsonl.JsonLog} decides what becomes a line; {@code Line} makes its text; {@code LineFile} keeps the file whole; {@code
 * Position} says, after a resume, which lines are of a past that was given up.
 */
@NullMarked
package dev.trackside.plugin.jsonl;

import org.jspecify.annotations.NullMarked;
