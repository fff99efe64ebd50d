package dev.trackside.processor.model;

import dev.trackside.Attach;
import dev.trackside.Phase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A class with handlers, options or state, its own or inherited.
 *
 * @param origin its place in the source
 * @param type the class, without type arguments
 * @param binaryName its binary name, e.g. {@code p.Outer$Inner}
 * @param isAbstract whether it is abstract
 * @param needsInstance whether it is an inner class, which exists within an instance of another only
 * @param typeParameters its type parameters
 * @param plugin its {@code @Plugin}
 * @param constructor its constructor without parameters, null if it has none
 * @param methods its handler methods, those of superclasses first
 * @param handlers one for each event of each method, in the order in which they are called
 * @param dropped methods of its own that override handlers and are none
 * @param options its options, those of superclasses first
 * @param states its state, that of superclasses first
 * @param shapes the records within its state
 * @param hidden fields that hide options or state of superclasses
 * @param sameSignatures handlers that cannot be told from other methods
 * @param missing types that were not found
 * @param distinct whether it differs from its superclass in what a table holds, so that it needs one of its own
 * @param description the first sentence of its Javadoc, in one line; empty if there is none, as in class files
 * @since 0.1
 */
public record HandlerClass(
        Origin origin,
        TypeRef type,
        String binaryName,
        boolean isAbstract,
        boolean needsInstance,
        List<Value<String>> typeParameters,
        @Nullable PluginUse plugin,
        @Nullable NoArgConstructor constructor,
        List<HandlerMethod> methods,
        List<Handler> handlers,
        List<DroppedOverride> dropped,
        List<OptionField> options,
        List<StateField> states,
        List<RecordShape> shapes,
        List<HiddenField> hidden,
        List<SameSignature> sameSignatures,
        List<MissingType> missing,
        boolean distinct,
        String description) {

    /** Copies the lists. */
    public HandlerClass {
        typeParameters = List.copyOf(typeParameters);
        methods = List.copyOf(methods);
        handlers = List.copyOf(handlers);
        dropped = List.copyOf(dropped);
        options = List.copyOf(options);
        states = List.copyOf(states);
        shapes = List.copyOf(shapes);
        hidden = List.copyOf(hidden);
        sameSignatures = List.copyOf(sameSignatures);
        missing = List.copyOf(missing);
    }

    /**
     * Whether it is worth a look: any class can be read, and most have nothing to do with Trackside.
     *
     * @return true if it is a plugin, or has handlers, options or state that its superclass has not
     */
    public boolean isHandlerClass() {
        return distinct || plugin != null;
    }

    /**
     * The simple name of its table.
     *
     * @return e.g. {@code Outer_Inner_Table}
     */
    public String tableName() {
        return companionName("Table");
    }

    /**
     * The simple name of a class that is generated for this one and stands in the same package: an underscore joins what a dot joins in source.
     *
     * @param suffix what that class is, e.g. {@code Units}
     * @return e.g. {@code Outer_Inner_Units}
     */
    public String companionName(String suffix) {
        return String.join("_", type.names()) + "_" + suffix;
    }

    /**
     * The binary name of its table.
     *
     * @return e.g. {@code p.Outer_Inner_Table}
     */
    public String qualifiedTableName() {
        return type.packageName().isEmpty() ? tableName() : type.packageName() + "." + tableName();
    }

    /**
     * Its name within its package, for messages.
     *
     * @return e.g. {@code Outer.Inner}
     */
    public String text() {
        return String.join(".", type.names());
    }

    /**
     * The id: that of its {@code @Plugin}, else its simple name in kebab-case.
     *
     * @return the id, not necessarily a valid one
     */
    public String id() {
        return plugin == null ? Names.kebab(type.simpleName()) : plugin.id().value();
    }

    /**
     * Whether a table is written for it: it has something that its superclass has not, and its handlers do not depend on type arguments that
     * only subclasses give.
     *
     * @return true if so
     */
    public boolean hasTable() {
        return (distinct && !isOpen()) || plugin != null;
    }

    /**
     * Whether what its handlers receive is known in subclasses only.
     *
     * @return true if it is abstract and a handler takes one of its type variables
     */
    public boolean isOpen() {
        return isAbstract
                && (handlers.stream().anyMatch(handler -> handler.takes(ArgumentKind.OPEN))
                        || options.stream().anyMatch(option -> option.type().isOpen())
                        || states.stream().anyMatch(state -> state.type().isOpen()));
    }

    /**
     * The queue that its {@code @Async} handlers share: what the first of them says that says it, else the default.
     *
     * @return a number of events, not necessarily a valid one
     */
    public int asyncQueue() {
        List<Value<Integer>> queues = methods.stream()
                .map(HandlerMethod::async)
                .filter(Objects::nonNull)
                .map(AsyncUse::queue)
                .toList();
        return queues.stream()
                .filter(Value::given)
                .findFirst()
                .or(() -> queues.stream().findFirst())
                .map(Value::value)
                .orElse(0);
    }

    /**
     * The phase: that of its {@code @Plugin}, else by what its handlers take and return.
     *
     * @return never {@link Phase#INFERRED}
     */
    public Phase phase() {
        return Optional.ofNullable(plugin)
                .map(use -> use.phase().value())
                .filter(phase -> phase != Phase.INFERRED)
                .orElseGet(() -> Inference.phase(this));
    }

    /**
     * Whether it can only be there to change training: a handler returns {@code Control} or takes the learning rate. Gradients and weights may
     * be read, so there the phase tells.
     *
     * @return true if so, whatever the phase that is written
     */
    public boolean changesTraining() {
        return handlers.stream().anyMatch(Inference::changes);
    }

    /**
     * When it joins: the rule of its {@code @Plugin}, else by its phase; what changes training only if it is configured.
     *
     * @return never {@link Attach#INFERRED}
     */
    public Attach attach() {
        return Optional.ofNullable(plugin)
                .map(use -> use.attach().value())
                .filter(attach -> attach != Attach.INFERRED)
                .orElseGet(() -> changesTraining() ? Attach.WHEN_CONFIGURED : Inference.attach(phase()));
    }
}
