package dev.trackside;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The metrics that a callback shows or writes: those that its option {@code metrics} names, or all. It remembers which of the named ones never
 * came, since a name that is misspelt must not go unnoticed.
 *
 * <p>For callbacks that take {@link Metrics}. One that takes a single metric says {@link Metric#option @Metric(option = "monitor")}, and the
 * run checks the name before training starts. To be used on one thread.
 *
 * @since 0.1
 */
public final class MetricChoice {

    private final List<String> named;
    private final Set<String> except;
    private final Set<String> missing;
    private final Set<String> seen = new LinkedHashSet<>();
    private Set<String> last = Set.of();
    private Set<String> chosenOfLast = Set.of();

    private MetricChoice(List<String> named, Set<String> except) {
        this.named = List.copyOf(named);
        this.except = Set.copyOf(except);
        this.missing = new LinkedHashSet<>(named);
    }

    /**
     * Chooses metrics.
     *
     * @param named the names in the order in which they are shown; empty for all
     * @param except names that are left out unless they are named
     * @return the choice
     */
    public static MetricChoice of(List<String> named, String... except) {
        return new MetricChoice(named, Set.of(except));
    }

    /**
     * The chosen metrics that an event has.
     *
     * @param metrics the metrics of an event
     * @return their names, in the order of the choice
     */
    public Collection<String> of(Metrics metrics) {
        Set<String> there = metrics.names();
        if (last.equals(there)) { // mostly, event for event
            return chosenOfLast;
        }
        seen.addAll(there);
        missing.removeAll(there);
        Set<String> chosen = new LinkedHashSet<>(named.isEmpty() ? there : named);
        chosen.retainAll(there);
        if (named.isEmpty()) {
            chosen.removeAll(except);
        }
        last = Set.copyOf(there);
        chosenOfLast = Collections.unmodifiableSet(chosen);
        return chosenOfLast;
    }

    /**
     * What to tell people about names that no event has had so far.
     *
     * @return a sentence with the names and those that there are; empty if each has come
     */
    public String complaint() {
        return missing.isEmpty()
                ? ""
                : "The option metrics names %s, which never came; this run has had %s."
                        .formatted(String.join(", ", missing), seen.isEmpty() ? "no metrics" : String.join(", ", seen));
    }
}
