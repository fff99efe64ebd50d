package dev.trackside.runtime.loading;

import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.spi.HandlerTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
     * @param created told of the instance before its options are bound, so that it is closed whatever comes of that
     * @return the instance
     * @throws RefusedException if its class cannot be loaded, its constructor fails, or its code while options are bound
     * @throws TracksideException with everything that is wrong with its options
     */
    public Instance create(Consumer<Object> created) {
        HandlerTable table = plugin.table();
        PluginContext context = PluginContext.ofLoader(plugin.loader());
        ClassLoader before = context.enter();
        try {
            Object target;
            try {
                target = table.create();
            } catch (Throwable fault) { // whatever the constructor of a plugin may throw
                Causes.rethrowIfFatal(fault);
                throw refused(Causes.ofConstructor(fault), fault);
            }
            created.accept(target);
            return new Instance(target, bind(table, target));
        } finally {
            context.leave(before);
        }
    }

    private Map<String, BoundValue> bind(HandlerTable table, Object target) {
        try {
            return OptionBinder.bind(id, table, target, directions.section());
        } catch (TracksideException wrong) {
            throw wrong; // what is written there, not the plugin
        } catch (RuntimeException | Error fault) { // types of options have static initializers, too
            Causes.rethrowIfFatal(fault);
            Causes.Words words = Causes.of(fault);
            throw refused(new Causes.Words("its options cannot be bound: " + words.cause(), words.remedy()), fault);
        }
    }

    private RefusedException refused(Causes.Words words, Throwable fault) {
        Refusal refusal = new Refusal(plugin.origin(), plugin.tableName(), plugin.id(), words.cause(), words.remedy());
        return new RefusedException(refusal, fault);
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
