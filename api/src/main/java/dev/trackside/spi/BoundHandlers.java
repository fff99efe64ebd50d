package dev.trackside.spi;

import dev.trackside.Control;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one instance in one run: direct calls of its methods with what the frame holds. An abstract class, since calls through one
 * are cheaper than through an interface.
 *
 * @since 0.1
 */
public abstract class BoundHandlers {

    /** For generated subclasses. */
    protected BoundHandlers() {}

    /**
     * Calls a handler. The run has checked its filter and that the metrics it must have are there.
     *
     * @param handler its position in {@link HandlerTable#handlers}
     * @param frame the current event
     * @return its answer; null if the method is {@code void} or produces a metric
     */
    public abstract @Nullable Control call(int handler, Frame frame);
}
