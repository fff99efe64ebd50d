/**
 * Writes training as log lines: where it begins and ends, every so many batches, and each epoch.
 *
 * <p>{@link dev.trackside.plugin.log.TrainingLog} is the smallest kind of plugin, one that only tells: it takes what an event has, writes it and
 * returns nothing. So it belongs to the phase REPORT, joins every run by itself, and an exception in it never spoils a run.
 */
@NullMarked
package dev.trackside.plugin.log;

import org.jspecify.annotations.NullMarked;
