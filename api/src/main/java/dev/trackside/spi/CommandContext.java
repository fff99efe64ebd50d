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
     * A configuration without a file.
     *
     * @param settings what it says, as {@code --set} takes it: {@code run.epochs=3}, {@code early-stopping.patience=5}; a list is separated by commas;
     *     {@code plugins.ID.enabled=true} configures a plugin without options. Of two for one key the later wins.
     * @return the whole of it
     * @throws dev.trackside.TracksideException if one of them is no setting
     */
    Section configuration(List<String> settings);

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
     * @param configuration one that this context gave
     * @return the run, ended
     * @throws dev.trackside.TracksideException if the configuration is wrong, or the training failed
     */
    Run train(Engine engine, Section configuration);
}
