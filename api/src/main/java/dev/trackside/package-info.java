/**
 * All that a callback is written with.
 *
 * <p>A callback is a plain class with annotated methods, such as {@link dev.trackside.OnEpochEnd @OnEpochEnd}. The methods say by their
 * parameters what they need: the {@link dev.trackside.Epoch}, a {@link dev.trackside.Metric @Metric("val_loss") double}, a service such as
 * {@link dev.trackside.Console}, a capability such as {@link dev.trackside.Weights}. They return {@code void} or a
 * {@link dev.trackside.Control}. {@link dev.trackside.Plugin @Plugin} makes the class one that a run finds by itself,
 * {@link dev.trackside.Option @Option} fields are set from the configuration, {@link dev.trackside.State @State} fields are saved in every
 * checkpoint. Start with the page of {@link dev.trackside.OnEpochEnd}.
 *
 * <p>What a handler receives is lent for the call; {@code snapshot()} gives a copy for keeping. Unless a page says otherwise, everything is
 * to be used on the thread that trains.
 */
@NullMarked
package dev.trackside;

import org.jspecify.annotations.NullMarked;
