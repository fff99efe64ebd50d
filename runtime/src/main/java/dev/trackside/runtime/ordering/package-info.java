/**
 * In which order callbacks run: by phase, then {@code before} and {@code after}, then id. {@link dev.trackside.runtime.ordering.Ordering}
 * is a pure function; it knows names and constraints, and nothing of plugins or runs.
 */
@NullMarked
package dev.trackside.runtime.ordering;

import org.jspecify.annotations.NullMarked;
