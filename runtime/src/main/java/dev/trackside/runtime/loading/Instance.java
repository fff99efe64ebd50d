package dev.trackside.runtime.loading;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.runtime.config.YamlSection;
import dev.trackside.runtime.facts.Words;
import dev.trackside.spi.HandlerTable;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A new instance of a plugin with its options.
 *
 * @param target the instance
 * @param options the values of its options by name
 */
public record Instance(Object target, Map<String, BoundValue> options) {

    /**
     * Creates an instance and binds its options.
     *
     * @param id the id of the instance
     * @param plugin its plugin
     * @param section what the configuration says of it
     * @param created told of the instance before its options are bound, so that it is closed whatever comes of that
     * @return the instance
     * @throws RefusedException if its class cannot be loaded, its constructor fails, or its code while options are bound
     * @throws TracksideException with everything that is wrong with its options
     */
    public static Instance of(String id, FoundPlugin plugin, YamlSection section, Consumer<Object> created) {
        HandlerTable table = plugin.table();
        PluginContext context = PluginContext.ofLoader(plugin.loader());
        ClassLoader before = context.enter();
        try {
            Object target;
            try {
                target = table.create();
            } catch (Throwable fault) { // whatever the constructor of a plugin may throw
                Causes.rethrowIfFatal(fault);
                throw refused(plugin, Causes.ofConstructor(fault), fault);
            }
            created.accept(target);
            return new Instance(target, bind(id, plugin, section, target));
        } finally {
            context.leave(before);
        }
    }

    private static Map<String, BoundValue> bind(String id, FoundPlugin plugin, YamlSection section, Object target) {
        try {
            return OptionBinder.bind(id, plugin.table(), target, section);
        } catch (TracksideException wrong) {
            throw wrong; // what is written there, not the plugin
        } catch (RuntimeException | Error fault) { // types of options have static initializers, too
            Causes.rethrowIfFatal(fault);
            Words words = Causes.of(fault);
            throw refused(plugin, new Words("its options cannot be bound: " + words.cause(), words.remedy()), fault);
        }
    }

    private static RefusedException refused(FoundPlugin plugin, Words words, Throwable fault) {
        Refusal refusal = new Refusal(plugin.origin(), plugin.tableName(), plugin.id(), words.cause(), words.remedy());
        return new RefusedException(refusal, fault);
    }
}
