/**
 * Trains models of the Deep Java Library (DJL): its blocks, losses, evaluators and data sets, with Trackside's callbacks.
 *
 * <p>Start with {@link dev.trackside.engine.djl.Djl#training}, given a {@code Trainer}; a file starts it with {@code engine: djl}. Who keeps
 * {@code EasyTrain.fit} adds a {@link dev.trackside.engine.djl.TracksideListener} to the trainer; who has listeners of DJL attaches them by
 * {@link dev.trackside.engine.djl.DjlListeners}.
 */
@NullMarked
package dev.trackside.engine.djl;

import org.jspecify.annotations.NullMarked;
