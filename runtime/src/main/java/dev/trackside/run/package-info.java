/** Starts runs: a program says what trains, which callbacks are attached and how they are configured, and gets the result. */
@NullMarked
package dev.trackside.run;

import org.jspecify.annotations.NullMarked;
