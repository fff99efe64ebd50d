/**
 * The {@code trackside} command: parses, finds commands and engines, and prints.
 *
 * <p>{@link dev.trackside.cli.Main} is what the launcher starts. Inside, {@code Cli} puts the command together from one class a sub-command
 * and those that jars bring along; {@code TrainCommand} is the way from a file to a run, {@code Failures} the way from an exception to a
 * sentence, {@code Interrupts} the way from Ctrl-C to the end of a run.
 */
@NullMarked
package dev.trackside.cli;

import org.jspecify.annotations.NullMarked;
