/**
 * Stops a run when it has gone far or long enough.
 *
 * <p>{@link dev.trackside.plugin.stopafter.StopAfter} is an example of a plugin that decides by position and time: it takes {@code long step},
 * the {@link dev.trackside.Epoch} and the {@link dev.trackside.Clock}, and keeps what a resumed run must go on counting in
 * {@link dev.trackside.State @State}.
 */
@NullMarked
package dev.trackside.plugin.stopafter;

import org.jspecify.annotations.NullMarked;
