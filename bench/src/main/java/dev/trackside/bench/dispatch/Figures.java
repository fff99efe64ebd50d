package dev.trackside.bench.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What was measured on one JDK, by name: a value for each JVM that measured it. The lowest counts, since other work on the machine only ever adds;
 * the highest tells how far they lie apart.
 */
final class Figures {

    private final Map<String, List<Double>> values = new HashMap<>();

    /** Prints a figure so that {@link #parse} reads it, in a JVM that measures. */
    static void print(String name, double value) {
        System.out.println(name + "=" + value);
    }

    /** Reads what a JVM has printed. */
    void parse(String prefix, List<String> lines) {
        for (String line : lines) {
            int sign = line.indexOf('=');
            if (sign < 0) {
                throw new IllegalArgumentException("no figure: " + line);
            }
            add(prefix + line.substring(0, sign), Double.parseDouble(line.substring(sign + 1)));
        }
    }

    void add(String name, double value) {
        values.computeIfAbsent(name, added -> new ArrayList<>()).add(value);
    }

    /** The lowest value; empty if it was not measured. */
    OptionalDouble lowest(String name) {
        return all(name).min();
    }

    /** The highest value; empty if it was not measured. */
    OptionalDouble highest(String name) {
        return all(name).max();
    }

    /** How many times as much one is as the other; empty if either was not measured. */
    OptionalDouble ratio(String one, String other) {
        OptionalDouble dividend = lowest(one);
        OptionalDouble divisor = lowest(other);
        return dividend.isEmpty() || divisor.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble());
    }

    private DoubleStream all(String name) {
        return values.getOrDefault(name, List.of()).stream().mapToDouble(value -> value);
    }

    static String event(Variant variant, int handlers) {
        return "event.%s.%d".formatted(variant.name().toLowerCase(Locale.ROOT), handlers);
    }

    static String run(String benchmark, int handlers) {
        return "run.%s.%d".formatted(benchmark, handlers);
    }

    /** The bytes that are allocated each time something is done. */
    static String bytes(String name) {
        return name + ".bytes";
    }
}
