/**
 * The one writer to the terminal.
 *
 * <p>{@link dev.trackside.runtime.console.Consoles#ofProcess} looks whether standard output is a terminal and gives a
 * {@link dev.trackside.runtime.console.TerminalConsole}, which keeps one live region below the lines, or a
 * {@link dev.trackside.runtime.console.PlainConsole} for pipes, files and continuous integration, which prints lines and nothing else.
 * {@link dev.trackside.runtime.console.Consoles#redirectSystemStreams} sends what others print to {@code System.out} and {@code System.err}
 * the same way. How a terminal is told from a pipe is in {@code docs/decisions/terminal.md}.
 */
@NullMarked
package dev.trackside.runtime.console;

import org.jspecify.annotations.NullMarked;
