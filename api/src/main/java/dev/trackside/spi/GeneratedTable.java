package dev.trackside.spi;

import dev.trackside.Attach;
import dev.trackside.Phase;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * The superclass of the tables that the processor writes. It keeps what they say of their class, so that a table says it once and holds little more
 * than the calls. The static methods are words for its constructor.
 *
 * @since 0.1
 */
public abstract class GeneratedTable extends HandlerTable {

    private final Class<?> handlerClass;
    private final PluginSpec plugin;
    private final List<HandlerSpec> handlers;
    private final List<OptionSpec> options;
    private final List<StateSpec> states;

    /**
     * Describes the class.
     *
     * @param handlerClass the class with the handlers
     * @param plugin what it is
     * @param handlers its handlers, in the order in which they are called
     * @param options its options, those of superclasses first
     * @param states its saved fields, those of superclasses first
     */
    protected GeneratedTable(
            Class<?> handlerClass,
            PluginSpec.Builder plugin,
            HandlerSpec.Builder[] handlers,
            OptionSpec.Builder[] options,
            StateSpec[] states) {
        this.handlerClass = handlerClass;
        this.plugin = plugin.build();
        List<HandlerSpec> builtHandlers = new ArrayList<>(handlers.length);
        for (HandlerSpec.Builder handler : handlers) {
            builtHandlers.add(handler.build());
        }
        this.handlers = List.copyOf(builtHandlers);
        List<OptionSpec> builtOptions = new ArrayList<>(options.length);
        for (OptionSpec.Builder option : options) {
            builtOptions.add(option.build());
        }
        this.options = List.copyOf(builtOptions);
        this.states = List.of(states);
    }

    /**
     * A class with {@code @Plugin}.
     *
     * @param id its id
     * @param phase its phase, never {@link Phase#INFERRED}
     * @param attach when it joins, never {@link Attach#INFERRED}
     * @return its description
     */
    protected static PluginSpec.Builder plugin(String id, Phase phase, Attach attach) {
        return new PluginSpec.Builder(id, phase, attach, true);
    }

    /**
     * A class without {@code @Plugin}.
     *
     * @param id its simple name in kebab-case
     * @param phase its phase, never {@link Phase#INFERRED}
     * @param attach when it would join, never {@link Attach#INFERRED}
     * @return its description
     */
    protected static PluginSpec.Builder unregistered(String id, Phase phase, Attach attach) {
        return new PluginSpec.Builder(id, phase, attach, false);
    }

    /**
     * All handlers.
     *
     * @param handlers a description each
     * @return the same
     */
    protected static HandlerSpec.Builder[] withHandlers(HandlerSpec.Builder... handlers) {
        return handlers;
    }

    /**
     * A handler.
     *
     * @param event the annotation of its event
     * @param method the method with the types of its parameters, as people read it
     * @return its description
     */
    protected static HandlerSpec.Builder on(Class<? extends Annotation> event, String method) {
        return HandlerSpec.on(event, method);
    }

    /**
     * All options.
     *
     * @param options a description each
     * @return the same
     */
    protected static OptionSpec.Builder[] withOptions(OptionSpec.Builder... options) {
        return options;
    }

    /**
     * An option.
     *
     * @param name its name in files
     * @param type the type of a value
     * @return its description
     */
    protected static OptionSpec.Builder option(String name, Class<?> type) {
        return new OptionSpec.Builder(name, type);
    }

    /**
     * All saved fields.
     *
     * @param states a description each
     * @return the same
     */
    protected static StateSpec[] withStates(StateSpec... states) {
        return states;
    }

    /**
     * A saved field.
     *
     * @param name its name
     * @param type its type, as {@link StateSpec#type} has it
     * @return its description
     */
    protected static StateSpec state(String name, String type) {
        return new StateSpec(name, type);
    }

    @Override
    public final Class<?> handlerClass() {
        return handlerClass;
    }

    @Override
    public final PluginSpec plugin() {
        return plugin;
    }

    @Override
    public final List<HandlerSpec> handlers() {
        return handlers;
    }

    @Override
    public final List<OptionSpec> options() {
        return options;
    }

    @Override
    public final List<StateSpec> states() {
        return states;
    }
}
