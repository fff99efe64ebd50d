package dev.trackside.processor.checks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** A sentence with the nearest of some names, or with all if none is near; empty if there are none. */
    static String hint(String wrong, Collection<String> names) {
        Optional<String> near = names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3))
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
        return near.map(name -> " Did you mean \"" + name + "\"?")
                .orElse(
                        names.isEmpty()
                                ? " It has none: add a field with @Option."
                                : " It has: " + String.join(", ", names) + ".");
    }

    /** The edit distance of Levenshtein. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
