/**
 * The file that a checkpoint is, and where such files are kept.
 *
 * <p>{@link dev.trackside.runtime.checkpoint.CheckpointData} is what a checkpoint holds,
 * {@link dev.trackside.runtime.checkpoint.CheckpointFormat} turns it into one ZIP file and back and verifies every byte on the way,
 * {@link dev.trackside.runtime.checkpoint.LocalCheckpointStore} puts such files into a folder so that a crash at any moment leaves the one
 * before whole, and {@link dev.trackside.runtime.checkpoint.CheckpointReader} finds the newest good one to resume from. The format is
 * described for people in {@code docs/checkpoint-format.md}. Nothing in here knows what a run or a callback is.
 */
@NullMarked
package dev.trackside.runtime.checkpoint;

import org.jspecify.annotations.NullMarked;
