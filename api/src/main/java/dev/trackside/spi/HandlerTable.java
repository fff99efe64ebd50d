package dev.trackside.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dispatch table of one class with handlers, written by the processor: what the class is, and direct calls of its methods. Tables are
 * found through {@code ServiceLoader} for classes with {@code @Plugin}, by their name {@code Outer_Inner_Table} for all others.
 *
 * <p>Stateless and usable from any thread; {@link #bind} gives what is called in a run.
 *
 * @since 0.1
 */
public abstract class HandlerTable {

    /** For generated subclasses. */
    protected HandlerTable() {}

    /**
     * The name of the table of a class.
     *
     * @param className the binary name of a class with handlers, e.g. {@code p.Outer$Inner}
     * @return the name of its table, e.g. {@code p.Outer_Inner_Table}
     */
    public static String nameFor(String className) {
        int simple = className.lastIndexOf('.') + 1;
        return className.substring(0, simple) + className.substring(simple).replace('$', '_') + "_Table";
    }

    /**
     * The class whose handlers these are.
     *
     * @return the class
     */
    public abstract Class<?> handlerClass();

    /**
     * What the class is.
     *
     * @return its description
     */
    public abstract PluginSpec plugin();

    /**
     * Its handlers in the order in which they are called; the position is the number that {@link BoundHandlers#call} takes.
     *
     * @return their descriptions
     */
    public abstract List<HandlerSpec> handlers();

    /**
     * Its options, those of superclasses first.
     *
     * @return their descriptions
     */
    public List<OptionSpec> options() {
        return List.of();
    }

    /**
     * Its saved fields, those of superclasses first.
     *
     * @return their descriptions
     */
    public List<StateSpec> states() {
        return List.of();
    }

    /**
     * Creates an instance by the no-argument constructor.
     *
     * @return a new instance of {@link #handlerClass}
     * @throws UnsupportedOperationException if the class is no plugin
     */
    public Object create() {
        throw new UnsupportedOperationException(
                handlerClass().getName() + " is not annotated @Plugin; create an instance and attach it.");
    }

    /**
     * Reads an option.
     *
     * @param target an instance of {@link #handlerClass}
     * @param index the position in {@link #options}
     * @return the value of the field
     */
    public @Nullable Object option(Object target, int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /**
     * Sets an option.
     *
     * @param target an instance of {@link #handlerClass}
     * @param index the position in {@link #options}
     * @param value a value of the option's type, or a {@code List} or {@code Set} of such
     */
    public void option(Object target, int index, @Nullable Object value) {
        throw new IndexOutOfBoundsException(index);
    }

    /**
     * Reads a saved field.
     *
     * @param target an instance of {@link #handlerClass}
     * @param index the position in {@link #states}
     * @return its value in plain form, see {@link StateValues}
     */
    public @Nullable Object state(Object target, int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /**
     * Sets a saved field.
     *
     * @param target an instance of {@link #handlerClass}
     * @param index the position in {@link #states}
     * @param value a value in plain form, see {@link StateValues}
     * @throws IllegalArgumentException if the value does not fit the field
     */
    public void state(Object target, int index, @Nullable Object value) {
        throw new IndexOutOfBoundsException(index);
    }

    /**
     * Binds the handlers to an instance in a run.
     *
     * @param target an instance of {@link #handlerClass}
     * @param binder resolves what the handlers take
     * @return the bound handlers
     */
    public abstract BoundHandlers bind(Object target, Binder binder);
}
