package dev.trackside.spi;

import java.util.Map;

/**
 * What an engine puts into a checkpoint: weights, optimizer state and whatever else makes the continued training equal to one that was never
 * interrupted. A capability that engines offer to the runtime, which owns the format of the checkpoint.
 *
 * @since 0.1
 */
public interface EngineState {

    /**
     * Copies the state. Position, learning rate, metrics and the random numbers of {@link TrainingLoop#random} are kept by the run.
     *
     * @return parts by name (letters, digits and {@code -}), e.g. {@code weights} and {@code optimizer}; the arrays are the caller's
     */
    Map<String, byte[]> save();

    /**
     * Puts a state back, before the first batch.
     *
     * @param parts what {@link #save} gave
     * @throws dev.trackside.TracksideException if the parts are of another model or optimizer; the message says what differs
     */
    void restore(Map<String, byte[]> parts);
}
