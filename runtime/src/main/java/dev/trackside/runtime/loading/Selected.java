package dev.trackside.runtime.loading;

import dev.trackside.FailurePolicy;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.spi.HandlerTable;
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
 * @param asked whether somebody asked for it, so that a run without it would not be what they want; else it joins since it is there
 */
public record Selected(String id, FoundPlugin plugin, Directions directions, String why, boolean asked) {

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
     * @throws RefusedException if its class cannot be loaded or its constructor fails
     * @throws dev.trackside.TracksideException with everything that is wrong with its options
     */
    public Instance create() {
        HandlerTable table = plugin.table();
        PluginContext context = PluginContext.ofLoader(plugin.loader());
        ClassLoader before = context.enter();
        try {
            Object target;
            try {
                target = table.create();
            } catch (Throwable fault) { // whatever the constructor of a plugin may throw
                Causes.rethrowIfFatal(fault);
                Causes.Words words = Causes.ofConstructor(fault);
                Refusal refusal =
                        new Refusal(plugin.origin(), plugin.tableName(), plugin.id(), words.cause(), words.remedy());
                throw new RefusedException(refusal, fault);
            }
            return new Instance(target, OptionBinder.bind(id, table, target, directions.section()));
        } finally {
            context.leave(before);
        }
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
