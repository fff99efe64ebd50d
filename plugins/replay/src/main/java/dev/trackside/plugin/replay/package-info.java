/**
 * Plays a recorded run back to callbacks, without training: {@code trackside replay RUN --with early-stopping.patience=3}.
 *
 * <p>{@link dev.trackside.plugin.replay.ReplayEngine} is an engine whose epochs, batches and metrics come from the history. Callbacks cannot tell it from
 * the one that trained, except that nothing they do changes the metrics to come. {@link dev.trackside.plugin.replay.ReplayCommand} attaches the callbacks of
 * the recorded run that decide, with other options if asked, and compares what they decide with what they decided then.
 */
@NullMarked
package dev.trackside.plugin.replay;

import org.jspecify.annotations.NullMarked;
