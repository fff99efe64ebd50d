/**
 * Shows how far a run is: a live bar in a terminal, plain lines elsewhere.
 *
 * <p>{@link dev.trackside.plugin.progress.ProgressBar} has the handlers; {@code LiveLine} fits text into the width of the terminal, {@code Pace}
 * measures, {@code RunningMeans} calms the values. The {@link dev.trackside.Console} draws, so that log lines and the bar do not fight.
 */
@NullMarked
package dev.trackside.plugin.progress;

import org.jspecify.annotations.NullMarked;
