/**
 * Lowers the learning rate when a monitored metric no longer improves.
 *
 * <p>{@link dev.trackside.plugin.reducelronplateau.ReduceLearningRateOnPlateau} is all of it: it watches one metric, counts the checks that were
 * not better, and multiplies the rate by a factor when there were too many in a row.
 */
@NullMarked
package dev.trackside.plugin.reducelronplateau;

import org.jspecify.annotations.NullMarked;
