/**
 * The metrics of a run: each name has a slot, the values of an event lie in a {@link dev.trackside.runtime.metrics.Layer} by slot, and
 * {@link dev.trackside.runtime.metrics.Means} join those of batches. Of the training thread alone.
 */
@NullMarked
package dev.trackside.runtime.metrics;

import org.jspecify.annotations.NullMarked;
