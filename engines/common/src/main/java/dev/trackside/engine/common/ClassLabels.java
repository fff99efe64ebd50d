package dev.trackside.engine.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes of a classification: names as people know them, and the numbers 0, 1, 2, … that engines compute with.
 *
 * <p>Names that are integers are in numeric order, others in that of their characters, so that the numbers do not depend on the
 * order of the rows. {@code 3}, {@code 03} and {@code 3.0} name one class.
 *
 * @since 0.1
 */
public final class ClassLabels {

    private static final int SUSPICIOUSLY_MANY = 20;

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private ClassLabels(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
    }

    /**
     * Makes classes from their names in any order, repeated or not.
     *
     * @throws IllegalArgumentException if there are less than two
     */
    public static ClassLabels of(Collection<String> names) {
        Set<String> distinct = new LinkedHashSet<>();
        boolean integers = true;
        for (String name : names) {
            String canonical = canonical(name);
            integers &= isInteger(canonical);
            distinct.add(canonical);
        }
        if (distinct.size() < 2) {
            throw new IllegalArgumentException("a classification needs two classes at least, not just " + distinct);
        }
        List<String> sorted = new ArrayList<>(distinct);
        sorted.sort(integers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder());
        return new ClassLabels(sorted);
    }

    /** Finds the classes in the label column of a table, or says why they cannot be classes. */
    static ClassLabels of(CsvTable table) {
        List<String> texts = new ArrayList<>(table.rows());
        boolean numbers = true;
        for (int row = 0; row < table.rows(); row++) {
            String text = table.label(row);
            double value = Numbers.parse(text);
            if (value != StrictMath.rint(value) && !Double.isNaN(value)) {
                throw new DataException(
                        "%s: '%s' is a quantity and no class; to learn quantities, say task: regression in the data section"
                                .formatted(table.whereLabel(row), text));
            }
            numbers &= !Double.isNaN(value);
            texts.add(text);
        }
        ClassLabels classes;
        try {
            classes = of(texts);
        } catch (IllegalArgumentException onlyOne) {
            throw new DataException(
                    "%s: every row has the class '%s'; is '%s' the label column?"
                            .formatted(table.file(), table.label(0), table.labelName()),
                    onlyOne);
        }
        if (numbers && classes.count() > SUSPICIOUSLY_MANY && classes.count() > table.rows() / 4) {
            throw new DataException(
                    "%s: label column '%s' has %d different numbers in %d rows, which hardly are classes; to learn quantities, say task: regression in the data section"
                            .formatted(table.file(), table.labelName(), classes.count(), table.rows()));
        }
        return classes;
    }

    /** Number of classes, at least 2. */
    public int count() {
        return names.size();
    }

    /** Names of the classes in the order of their numbers. */
    public List<String> names() {
        return names;
    }

    /** Name of the class with that number. */
    public String name(int index) {
        return names.get(index);
    }

    /** Number of the class with that name, or -1 if there is none. */
    public int indexOf(String name) {
        return indices.getOrDefault(canonical(name), -1);
    }

    private static String canonical(String name) {
        double value = Numbers.parse(name);
        boolean integer = value == StrictMath.rint(value) && Math.abs(value) < 1e15;
        return integer ? Long.toString((long) value) : name;
    }

    private static boolean isInteger(String name) {
        return name.length() <= 16 && name.matches("-?\\d+");
    }

    /** Two are equal if their names are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassLabels that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** Returns the names, as in {@code [0, 1, 2]}; of many the first ones. */
    @Override
    public String toString() {
        return names.size() <= SUSPICIOUSLY_MANY
                ? names.toString()
                : "%s, … (%d in all)".formatted(names.subList(0, SUSPICIOUSLY_MANY), names.size());
    }
}
