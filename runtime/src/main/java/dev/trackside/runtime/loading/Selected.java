package dev.trackside.runtime.loading;

import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.OptionBinder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An instance that is to join a run.
 *
 * @param id the id of the instance
 * @param plugin its plugin
 * @param directions what the configuration says of it
 * @param why why it joins, in words: {@code configured at trackside.yaml:12}
 */
public record Selected(String id, FoundPlugin plugin, Directions directions, String why) {

    /**
     * A new instance with its options.
     *
     * @param target the instance
     * @param options the values of its options by name
     */
    public record Instance(Object target, Map<String, BoundValue> options) {}

    /**
     * Creates the instance and binds its options.
     *
     * @return the instance
     * @throws TracksideException if its constructor fails, or with everything that is wrong with its options
     */
    public Instance create() {
        Object target;
        try {
            target = plugin.table().create();
        } catch (Throwable fault) { // whatever the constructor of a plugin may throw
            Causes.rethrowIfFatal(fault);
            throw new TracksideException(
                    "%s: plugin '%s' cannot be created: %s".formatted(plugin.origin(), plugin.id(), fault), fault);
        }
        return new Instance(target, OptionBinder.bind(id, plugin.table(), target, directions.section()));
    }

    /**
     * What a failure of it means.
     *
     * @return what the configuration says, else what the plugin says, which may be {@link FailurePolicy#INFERRED}
     */
    public FailurePolicy onFailure() {
        return directions.onFailure() == FailurePolicy.INFERRED ? plugin.spec().onFailure() : directions.onFailure();
    }

    /**
     * Ids that run after it.
     *
     * @return those of the plugin, then those of the configuration
     */
    public List<String> before() {
        return both(plugin.spec().before(), directions.before());
    }

    /**
     * Ids that run before it.
     *
     * @return those of the plugin, then those of the configuration
     */
    public List<String> after() {
        return both(plugin.spec().after(), directions.after());
    }

    private static List<String> both(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return new ArrayList<>(all);
    }
}
