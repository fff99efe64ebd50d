package dev.trackside.runtime.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses what a person meant by a name that does not exist: the one place for "did you mean".
 *
 * <p>Pure functions, usable from any thread.
 */
public final class Nearest {

    private Nearest() {}

    /**
     * The existing name that is nearly the same: case and the difference of {@code -} and {@code _} do not count, and about one letter in
     * three may be wrong, missing, too much, or swapped with its neighbor.
     *
     * @param wanted the name that does not exist
     * @param existing the names that exist
     * @return the nearest; of equally near ones the first in alphabetical order; empty if none is near
     */
    public static Optional<String> of(String wanted, Collection<String> existing) {
        String plain = plain(wanted);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : existing.stream().sorted().toList()) {
            int distance = distance(plain, plain(candidate));
            int limit = Math.max(1, Math.max(plain.length(), candidate.length()) / 3);
            boolean sharesAnything = distance < Math.min(plain.length(), candidate.length());
            if (distance <= limit && sharesAnything && distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The guess as the end of a sentence.
     *
     * @param wanted the name that does not exist
     * @param existing the names that exist
     * @return {@code "; did you mean 'x'?"}; the existing names if none is near and they are few; else {@code "."}
     */
    public static String hint(String wanted, Collection<String> existing) {
        Optional<String> near = of(wanted, existing);
        if (near.isPresent()) {
            return "; did you mean '" + near.get() + "'?";
        }
        if (existing.isEmpty() || existing.size() > 20) {
            return ".";
        }
        return "; there is " + String.join(", ", existing.stream().sorted().toList()) + ".";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Optimal string alignment: insertions, deletions, substitutions, swaps of neighbors. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + substitution, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
