package dev.trackside.spi;

import dev.trackside.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of {@code @State} fields into plain form and back, for generated tables.
 *
 * <p>Plain form is what any format can hold: {@code null}, {@code Boolean}, {@code Long} (all integral types and {@code char}),
 * {@code Double} ({@code float} too), {@code String} (also enums by name, {@code Duration}, {@code Instant} and {@code Path} as text), arrays
 * of primitives, {@link Weights.Snapshot}, {@code List} of these, and {@code Map<String, …>} of these in a stable order (also records, by
 * component).
 *
 * @since 0.1
 */
public final class StateValues {

    private StateValues() {}

    /**
     * Turns the elements of a list into plain form.
     *
     * @param <T> the type of the elements
     * @param list a list or null
     * @param element turns one element, which may be null
     * @return a new list or null
     */
    public static <T> @Nullable Object list(@Nullable List<T> list, Function<@Nullable T, @Nullable Object> element) {
        if (list == null) {
            return null;
        }
        List<@Nullable Object> plain = new ArrayList<>(list.size());
        for (T one : list) {
            plain.add(element.apply(one));
        }
        return plain;
    }

    /**
     * Turns the values of a map into plain form.
     *
     * @param <T> the type of the values
     * @param map a map or null
     * @param value turns one value, which may be null
     * @return a new map in the same order, or null
     */
    public static <T> @Nullable Object map(
            @Nullable Map<String, T> map, Function<@Nullable T, @Nullable Object> value) {
        if (map == null) {
            return null;
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, one) -> plain.put(key, value.apply(one)));
        return plain;
    }

    /**
     * Turns the elements of a plain list back.
     *
     * @param <T> the type of the elements
     * @param plain a list in plain form or null
     * @param element turns one element
     * @return a new mutable list or null
     */
    public static <T> @Nullable List<T> toList(@Nullable Object plain, Function<@Nullable Object, T> element) {
        if (plain == null) {
            return null;
        }
        List<T> list = new ArrayList<>();
        for (Object one : as(List.class, plain)) {
            list.add(element.apply(one));
        }
        return list;
    }

    /**
     * Turns the values of a plain map back.
     *
     * @param <T> the type of the values
     * @param plain a map in plain form or null
     * @param value turns one value
     * @return a new mutable map in the same order, or null
     */
    public static <T> @Nullable Map<String, T> toMap(@Nullable Object plain, Function<@Nullable Object, T> value) {
        if (plain == null) {
            return null;
        }
        Map<String, T> map = new LinkedHashMap<>();
        for (Object entry : as(Map.class, plain).entrySet()) {
            Map.Entry<?, ?> one = (Map.Entry<?, ?>) entry;
            map.put(as(String.class, one.getKey()), value.apply(one.getValue()));
        }
        return map;
    }

    /**
     * Reads a component of a record in plain form.
     *
     * @param plain a map in plain form
     * @param component the name of the component
     * @return its value in plain form
     * @throws IllegalArgumentException if it has no such component
     */
    public static @Nullable Object component(@Nullable Object plain, String component) {
        Map<?, ?> map = as(Map.class, plain);
        if (!map.containsKey(component)) {
            throw new IllegalArgumentException("has no component " + component + ", only " + map.keySet());
        }
        return map.get(component);
    }

    /**
     * Reads a {@code long}.
     *
     * @param plain a number in plain form
     * @return its value
     */
    public static long toLong(@Nullable Object plain) {
        return as(Long.class, plain);
    }

    /**
     * Reads an {@code int}.
     *
     * @param plain a number in plain form
     * @return its value
     */
    public static int toInt(@Nullable Object plain) {
        return Math.toIntExact(toLong(plain));
    }

    /**
     * Reads a {@code double}.
     *
     * @param plain a number in plain form
     * @return its value
     */
    public static double toDouble(@Nullable Object plain) {
        return as(Double.class, plain);
    }

    /**
     * Reads a {@code boolean}.
     *
     * @param plain a truth value in plain form
     * @return its value
     */
    public static boolean toBoolean(@Nullable Object plain) {
        return as(Boolean.class, plain);
    }

    /**
     * Reads a text.
     *
     * @param plain a text in plain form
     * @return its value
     */
    public static String toText(@Nullable Object plain) {
        return as(String.class, plain);
    }

    /**
     * Reads a value of a type that is plain as it is: an array of primitives or a {@link Weights.Snapshot}.
     *
     * @param <T> its type
     * @param type its type
     * @param plain a value in plain form
     * @return the value
     * @throws IllegalArgumentException if the value is of another type
     */
    public static <T> T as(Class<T> type, @Nullable Object plain) {
        if (!type.isInstance(plain)) {
            throw new IllegalArgumentException("is "
                    + (plain == null ? "null" : plain.getClass().getSimpleName() + " " + plain) + ", not a "
                    + type.getSimpleName());
        }
        return type.cast(plain);
    }
}
