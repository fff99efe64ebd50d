/** The machine that a run is on: what a session tells of it, and whether a process there is still alive. */
@NullMarked
package dev.trackside.plugin.history.machine;

import org.jspecify.annotations.NullMarked;
