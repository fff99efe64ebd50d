/** The {@code trackside} command: parses, finds commands and engines, and prints. */
@NullMarked
package dev.trackside.cli;

import org.jspecify.annotations.NullMarked;
