/**
 * Averages of weights, which often generalize better than the last ones: over steps ({@link dev.trackside.plugin.weightaveraging.Ema}) and over epochs
 * ({@link dev.trackside.plugin.weightaveraging.Swa}).
 *
 * <p>Both put the average in for each validation and the trained weights back after it, and leave the average at train end. They are examples of plugins
 * that change weights tensor by tensor, and whose {@link dev.trackside.State @State} keeps a resumed run exact wherever it was saved.
 */
@NullMarked
package dev.trackside.plugin.weightaveraging;

import org.jspecify.annotations.NullMarked;
