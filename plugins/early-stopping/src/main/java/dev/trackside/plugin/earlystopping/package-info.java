/**
 * Stops a run whose monitored metric no longer improves, and puts the best weights back.
 *
 * <p>{@link dev.trackside.plugin.earlystopping.EarlyStopping} is an example of a plugin that decides: it returns a
 * {@link dev.trackside.Control}, so it runs in the phase DECIDE and joins only runs whose configuration names it. What it must not forget over a
 * resume is {@link dev.trackside.State @State}.
 */
@NullMarked
package dev.trackside.plugin.earlystopping;

import org.jspecify.annotations.NullMarked;
