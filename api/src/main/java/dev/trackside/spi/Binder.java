package dev.trackside.spi;

import dev.trackside.MetricWriter;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Resolves, once, what the handlers of one callback take in a run.
 *
 * @since 0.1
 */
public interface Binder {

    /**
     * The slot of a metric that a handler takes.
     *
     * @param name its name
     * @return the slot to ask the frame with
     */
    int metric(String name);

    /**
     * The slot of a metric that a handler takes and an option names.
     *
     * @param option the name of the option
     * @return the slot to ask the frame with
     */
    int metricOfOption(String option);

    /**
     * The slot of a metric that a handler returns.
     *
     * @param name its name
     * @return the slot to produce into
     */
    int produced(String name);

    /**
     * The writer for the metrics that the plugin declares.
     *
     * @return the writer of this callback
     */
    MetricWriter metricWriter();

    /**
     * A service or capability.
     *
     * @param <T> its type
     * @param type its type
     * @return what this callback is given
     * @throws dev.trackside.TracksideException if the run does not have it
     */
    <T> T service(Class<T> type);

    /**
     * A capability, if the run offers it.
     *
     * @param <T> its type
     * @param type its type
     * @return what this callback is given, or empty
     */
    <T> Optional<T> optional(Class<T> type);

    /**
     * Calls a handler with {@code @Async}: runs what it is given on the thread of the plugin, after all that the handlers of the plugin gave before, or
     * drops it as the handler's policy says. For calls with snapshots, made on the thread that trains.
     *
     * @param handler the position of the handler in {@link HandlerTable#handlers}
     * @return the executor of that handler, the same for all its events
     * @throws IllegalArgumentException if the handler is not described as one that is called so
     */
    Executor async(int handler);
}
