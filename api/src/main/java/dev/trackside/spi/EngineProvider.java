package dev.trackside.spi;

/**
 * Makes an engine from a configuration. Found through {@code ServiceLoader}; {@code engine: NAME} in the file chooses it.
 *
 * @since 0.1
 */
public interface EngineProvider {

    /**
     * The name that the file chooses it by.
     *
     * @return a word in lower case, e.g. {@code mlp}
     */
    String name();

    /**
     * What it is, in one line.
     *
     * @return a sentence without a full stop
     */
    String summary();

    /**
     * Makes an engine. It reads what it needs of the file's sections ({@code data}, {@code model}, {@code optimizer}, …); a key that it does not
     * ask for is reported as unknown by the caller.
     *
     * @param configuration the whole file
     * @param seed the seed of the run, for initial weights and splits
     * @return an engine ready to train
     * @throws dev.trackside.TracksideException if a setting is wrong; {@link Section#fault} makes one that names file and line
     * @throws java.io.IOException if data cannot be read
     */
    Engine open(Section configuration, long seed) throws java.io.IOException;
}
