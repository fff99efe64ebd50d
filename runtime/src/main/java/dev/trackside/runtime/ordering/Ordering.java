package dev.trackside.runtime.ordering;

import dev.trackside.Phase;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Orders callbacks by phase, then by {@code before}, {@code after} and {@code requires}, then by id. The result depends on the set of items
 * alone, not on the order in which they come.
 */
public final class Ordering {

    private final Map<String, Item> items = new TreeMap<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Faults faults = new Faults();

    private Ordering() {}

    /**
     * The order, and what is to be said of it.
     *
     * @param order ids, first to run first
     * @param constraints what was heeded within the phases, by id of the callback that has them
     * @param notes constraints without effect, by id of the callback that has them
     */
    public record Result(List<String> order, List<Constraint> constraints, List<Note> notes) {

        /** Copies the lists. */
        public Result {
            order = List.copyOf(order);
            constraints = List.copyOf(constraints);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A constraint without effect.
     *
     * @param warning whether it is probably a mistake
     * @param text the note in words
     */
    public record Note(boolean warning, String text) {}

    /**
     * One id before another within a phase.
     *
     * @param first the id that runs first
     * @param second the id that runs after it
     * @param reason who says so: {@code b: after [a]}
     */
    public record Constraint(String first, String second, String reason) {}

    /**
     * Orders items.
     *
     * @param items the items, in any order
     * @return their order
     * @throws TracksideException with everything that is wrong: a cycle with its members and constraints, a constraint against the phases, a
     *     required id that is absent, an id given twice
     */
    public static Result order(Collection<Item> items) {
        return new Ordering().run(items);
    }

    private Result run(Collection<Item> unordered) {
        for (Item item : unordered) {
            if (items.putIfAbsent(item.id(), item) != null) {
                faults.add(
                        "There are two callbacks with the id '%s'; give one of them another id.".formatted(item.id()));
            }
        }
        for (Item item : items.values()) {
            item.before().forEach(other -> constrain(item, "before", other));
            item.after().forEach(other -> constrain(item, "after", other));
            item.requires().forEach(other -> constrain(item, "requires", other));
        }
        List<String> order = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            order.addAll(order(phase));
        }
        faults.throwIfAny();
        return new Result(order, constraints, notes);
    }

    private void constrain(Item item, String word, String wanted) {
        List<Item> others = items.values().stream()
                .filter(other -> other.id().equals(wanted) || other.plugin().equals(wanted))
                .toList();
        if (others.isEmpty()) {
            absent(item, word, wanted);
            return;
        }
        for (Item other : others) {
            // An instance of the plugin it names is no mistake, unless nothing else can be meant.
            if (!other.id().equals(item.id())) {
                constrain(item, word, other);
            } else if (others.size() == 1) {
                faults.add("'%s' says %s [%s], which is itself; remove that.".formatted(item.id(), word, wanted));
            }
        }
    }

    private void constrain(Item item, String word, Item other) {
        Item first = word.equals("before") ? item : other;
        Item second = word.equals("before") ? other : item;
        int phases = first.phase().compareTo(second.phase());
        if (phases == 0) {
            constraints.add(
                    new Constraint(first.id(), second.id(), "%s: %s [%s]".formatted(item.id(), word, other.id())));
        } else if (phases > 0) {
            faults.add(("'%s' (phase %s) says %s [%s], but '%s' is in phase %s, and all of %s runs before all of %s;"
                            + " remove the constraint, or change the phase of one of them.")
                    .formatted(
                            item.id(),
                            item.phase(),
                            word,
                            other.id(),
                            other.id(),
                            other.phase(),
                            second.phase(),
                            first.phase()));
        }
    }

    private void absent(Item item, String word, String wanted) {
        Set<String> known = new LinkedHashSet<>();
        for (Item other : items.values()) {
            if (!other.id().equals(item.id())) {
                known.add(other.id());
                known.add(other.plugin());
            }
        }
        String near = Nearest.of(wanted, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        if (word.equals("requires")) {
            faults.add("'%s' requires '%s', which is not in this run%s"
                    .formatted(
                            item.id(), wanted, near.isEmpty() ? "; add its jar, configure it, or attach it." : near));
            return;
        }
        notes.add(new Note(
                !near.isEmpty(),
                "'%s' says %s [%s], which is not in this run and is ignored%s"
                        .formatted(item.id(), word, wanted, near.isEmpty() ? "." : near)));
    }

    /** Takes, again and again, the first id in alphabetical order that nothing left must precede. */
    private List<String> order(Phase phase) {
        Set<String> left = new LinkedHashSet<>();
        items.values().stream().filter(item -> item.phase() == phase).forEach(item -> left.add(item.id()));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(id -> constraints.stream()
                            .noneMatch(rule -> rule.second().equals(id) && left.contains(rule.first())))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                faults.add(cycle(left));
                break;
            }
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    /** Everything left has a predecessor that is left, so walking back must come round. */
    private String cycle(Set<String> left) {
        List<Constraint> walked = new ArrayList<>();
        String at = left.iterator().next();
        List<String> seen = new ArrayList<>();
        while (!seen.contains(at)) {
            seen.add(at);
            String here = at;
            Constraint back = constraints.stream()
                    .filter(rule -> rule.second().equals(here) && left.contains(rule.first()))
                    .findFirst()
                    .orElseThrow();
            walked.add(back);
            at = back.first();
        }
        int start = seen.indexOf(at);
        List<String> members =
                seen.subList(start, seen.size()).stream().sorted().toList();
        List<String> reasons = walked.subList(start, walked.size()).stream()
                .map(Constraint::reason)
                .distinct()
                .sorted()
                .toList();
        return "The order of %s goes in a circle: %s; remove one of these constraints."
                .formatted(String.join(", ", members), String.join("; ", reasons));
    }
}
