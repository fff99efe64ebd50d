package dev.trackside.spi;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Something that trains. It translates the loop of a training library into events and capabilities; it decides nothing.
 *
 * <p>An engine is given to {@code Trackside.run(…).train(engine)}, once. {@link TrainingLoop} shows the loop that {@link #train} writes. What
 * {@link #train} opens it closes, however it ends. An engine whose model is held outside of the Java heap implements {@link AutoCloseable}:
 * whoever made it closes it; one that an {@link EngineProvider} made is closed after its run.
 *
 * @since 0.1
 */
public interface Engine {

    /**
     * Its name.
     *
     * @return a word in lower case, e.g. {@code mlp}
     */
    String name();

    /**
     * Trains until the loop says that it is over.
     *
     * @param loop the run as the engine sees it; to be used on this thread only
     * @throws Exception if training fails; the run fails with it
     */
    void train(TrainingLoop loop) throws Exception;

    /**
     * The metrics it can record, train and validation ({@code val_}) ones.
     *
     * @return names in the order in which people expect them
     */
    default List<String> metrics() {
        return List.of();
    }

    /**
     * The capabilities it offers: {@code LearningRate}, {@code Weights}, {@code Gradients}, {@code Predictions}, {@link EngineState}, and its own
     * objects by their types. An engine whose time is not that of the machine, such as one that plays a recorded run back, offers its {@link
     * dev.trackside.Clock} as well; the run then goes by it.
     *
     * @return implementations by type, each an instance of its key
     */
    default Map<Class<?>, Object> offers() {
        return Map.of();
    }

    /**
     * Training batches in each epoch.
     *
     * @return a positive number, or empty if it is not known
     */
    default OptionalInt batchesPerEpoch() {
        return OptionalInt.empty();
    }

    /**
     * Whether it can take one step for several batches, see {@link TrainingLoop#accumulate}. A run with {@code run.accumulate} above 1 is refused if not.
     *
     * @return true if it does what {@link TrainingLoop#accumulate} says
     */
    default boolean accumulates() {
        return false;
    }

    /**
     * Packages of the training library that plugins in folders may use, beside the JDK and Trackside's API.
     *
     * @return package names; a package stands for those below it too
     */
    default List<String> sharedPackages() {
        return List.of();
    }

    /**
     * Its settings and facts worth recording, e.g. {@code optimizer.lr} or {@code data.train-examples}.
     *
     * @return names and values in a stable order
     */
    default Map<String, String> parameters() {
        return Map.of();
    }
}
