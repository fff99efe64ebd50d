/**
 * Decides when a checkpoint is written, how it is named, and which ones are kept.
 *
 * <p>{@link dev.trackside.plugin.checkpoint.CheckpointKeeper} only asks, through {@link dev.trackside.Checkpoints}: the run writes the file aside,
 * syncs, renames and verifies it, and reports it by {@link dev.trackside.OnCheckpoint}. Only then an older one may go.
 */
@NullMarked
package dev.trackside.plugin.checkpoint;

import org.jspecify.annotations.NullMarked;
