package dev.trackside.spi;

import dev.trackside.Console;
import dev.trackside.Run;
import java.nio.file.Path;
import java.util.List;

/**
 * What a {@link Command} was called with, and what it may use.
 *
 * @since 0.1
 */
public interface CommandContext {

    /**
     * The arguments that are no options.
     *
     * @return arguments in order
     */
    List<String> arguments();

    /**
     * The values given to an option.
     *
     * @param name the name of the option without dashes
     * @return values in order; {@code "true"} for a switch; empty if it was not given
     */
    List<String> option(String name);

    /**
     * The configuration that applies: {@code -Dtrackside.config}, else {@code ./trackside.yaml}, else an empty one.
     *
     * @return the whole file
     */
    Section configuration();

    /**
     * A configuration that an argument names.
     *
     * @param file a file in YAML
     * @return the whole file
     * @throws dev.trackside.TracksideException in one sentence with file and line, if it is not there, or not what it should be
     */
    Section configuration(Path file);

    /**
     * The terminal.
     *
     * @return the one writer to it
     */
    Console console();

    /**
     * Trains with the plugins that a run of this configuration gets.
     *
     * @param engine what trains
     * @param configuration the whole file
     * @return the run, ended
     */
    Run train(Engine engine, Section configuration);
}
