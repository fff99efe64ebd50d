package dev.trackside.spi;

import dev.trackside.TracksideException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part of the configuration file, with typed access. What is wrong with a value is an exception that names file, line and key. The section
 * remembers which keys were asked for, so that a key nobody asks for can be reported.
 *
 * @since 0.1
 */
public interface Section {

    /**
     * Where it stands in the file.
     *
     * @return keys joined by dots, e.g. {@code optimizer}; empty for the whole file
     */
    String path();

    /**
     * Whether it has a key.
     *
     * @param key the key
     * @return true if the file gives it a value
     */
    boolean has(String key);

    /**
     * The keys it has.
     *
     * @return keys in the order of the file
     */
    List<String> keys();

    /**
     * A value as text.
     *
     * @param key the key
     * @return the value, or empty if the file does not give it
     */
    Optional<String> text(String key);

    /**
     * A whole number.
     *
     * @param key the key
     * @return the value, or empty if the file does not give it
     */
    Optional<Integer> integer(String key);

    /**
     * A number.
     *
     * @param key the key
     * @return the value, or empty if the file does not give it
     */
    Optional<Double> number(String key);

    /**
     * A truth value.
     *
     * @param key the key
     * @return the value, or empty if the file does not give it
     */
    Optional<Boolean> flag(String key);

    /**
     * A list of texts; a single value is a list of one.
     *
     * @param key the key
     * @return the values; empty if the file does not give any
     */
    List<String> texts(String key);

    /**
     * A list of whole numbers; a single value is a list of one.
     *
     * @param key the key
     * @return the values; empty if the file does not give any
     */
    List<Integer> integers(String key);

    /**
     * A path; a relative one is relative to the folder of the file.
     *
     * @param key the key
     * @return the path, or empty if the file does not give it
     */
    Optional<Path> file(String key);

    /**
     * A section within this one.
     *
     * @param key the key
     * @return the section; without keys if the file does not give it
     */
    Section section(String key);

    /**
     * An exception for what is wrong with the value of a key.
     *
     * @param key the key; the section itself if it has no such key
     * @param message what is wrong and how to mend it, with the values in it
     * @return an exception whose message begins with file and line
     */
    TracksideException fault(String key, String message);
}
