package dev.trackside.runtime.lineage;

import dev.trackside.runtime.lineage.PluginSet.Attached;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says how the callbacks of two runs differ. */
public final class Comparison {

    private static final int SHORT_SUM = 12;

    private Comparison() {}

    /** What kind of difference it is. */
    public enum Kind {
        /** The second has a callback that the first did not have. */
        ADDED,
        /** The second lacks a callback that the first had. */
        REMOVED,
        /** It is of another class, version, jar or library, so it may do something else. */
        CODE,
        /** An option has another value. */
        OPTIONS,
        /** Callbacks that both have are called in another order. */
        ORDER
    }

    /**
     * A difference.
     *
     * @param kind what kind
     * @param id the callback; empty if it concerns several
     * @param text the difference as a sentence
     */
    public record Difference(Kind kind, String id, String text) {}

    /**
     * Compares two sets. Where they were found, and why they joined, is no difference.
     *
     * @param first the earlier one
     * @param second the later one
     * @return the differences: by the order of the first set, then what is added, then the order itself
     */
    public static List<Difference> of(PluginSet first, PluginSet second) {
        Map<String, Attached> before = byId(first);
        Map<String, Attached> now = byId(second);
        List<Difference> differences = new ArrayList<>();
        before.forEach((id, one) -> {
            Attached other = now.get(id);
            if (other == null) {
                differences.add(new Difference(Kind.REMOVED, id, removed(one, second)));
            } else {
                code(one, other, differences);
                options(one, other, differences);
            }
        });
        now.forEach((id, one) -> {
            if (!before.containsKey(id)) {
                differences.add(new Difference(Kind.ADDED, id, "added: %s".formatted(shown(one))));
            }
        });
        order(before, now, differences);
        return differences;
    }

    private static Map<String, Attached> byId(PluginSet set) {
        Map<String, Attached> byId = new LinkedHashMap<>();
        set.attached().forEach(one -> byId.put(one.id(), one));
        return byId;
    }

    private static String removed(Attached one, PluginSet second) {
        String why = second.absent().stream()
                .filter(absent -> one.id().equals(absent.id()) || one.plugin().equals(absent.id()))
                .findFirst()
                .map(absent -> ": " + absent.reason())
                .orElse("");
        return "removed: %s%s".formatted(shown(one), why);
    }

    private static void code(Attached one, Attached other, List<Difference> differences) {
        String id = one.id();
        if (!one.type().equals(other.type())) {
            differences.add(new Difference(
                    Kind.CODE, id, "%s: other class, %s then and %s now".formatted(id, one.type(), other.type())));
        }
        if (!Objects.equals(one.version(), other.version())) {
            differences.add(new Difference(
                    Kind.CODE,
                    id,
                    "%s: other version, %s then and %s now"
                            .formatted(id, orNone(one.version()), orNone(other.version()))));
        } else if (differs(one.sha256(), other.sha256())) {
            differences.add(new Difference(
                    Kind.CODE,
                    id,
                    "%s: other bytes%s, %s (SHA-256 %s) then and %s (%s) now"
                            .formatted(
                                    id,
                                    one.version() == null ? "" : " of the same version",
                                    one.origin(),
                                    brief(one.sha256()),
                                    other.origin(),
                                    brief(other.sha256()))));
        }
        libraries(one, other, differences);
    }

    /** A folder of classes has no sum, so nothing can be said then. */
    private static boolean differs(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }

    private static void libraries(Attached one, Attached other, List<Difference> differences) {
        TreeSet<String> jars = new TreeSet<>(one.libraries().keySet());
        jars.addAll(other.libraries().keySet());
        for (String jar : jars) {
            String then = one.libraries().get(jar);
            String now = other.libraries().get(jar);
            if (!Objects.equals(then, now)) {
                String text = then == null
                        ? "%s: has the library %s now, and had not".formatted(one.id(), jar)
                        : now == null
                                ? "%s: had the library %s, and has not".formatted(one.id(), jar)
                                : "%s: other bytes of the library %s, SHA-256 %s then and %s now"
                                        .formatted(one.id(), jar, brief(then), brief(now));
                differences.add(new Difference(Kind.CODE, one.id(), text));
            }
        }
    }

    private static void options(Attached one, Attached other, List<Difference> differences) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(one.options().keySet());
        names.addAll(other.options().keySet());
        for (String name : names) {
            String then = one.options().get(name);
            String now = other.options().get(name);
            if (!Objects.equals(then, now)) {
                changes.add("%s = %s then and %s now"
                        .formatted(name, then == null ? "(no such option)" : then, now == null ? "(none)" : now));
            }
        }
        if (!changes.isEmpty()) {
            differences.add(new Difference(
                    Kind.OPTIONS, one.id(), "%s: other options, %s".formatted(one.id(), String.join("; ", changes))));
        }
    }

    private static void order(Map<String, Attached> before, Map<String, Attached> now, List<Difference> differences) {
        List<String> then = before.keySet().stream().filter(now::containsKey).toList();
        List<String> later = now.keySet().stream().filter(before::containsKey).toList();
        if (!then.equals(later)) {
            differences.add(new Difference(
                    Kind.ORDER,
                    "",
                    "other order: %s then and %s now".formatted(String.join(", ", then), String.join(", ", later))));
        }
    }

    private static String shown(Attached one) {
        String version = one.version() == null ? "" : " " + one.version();
        String sum = one.sha256() == null ? "" : ", SHA-256 " + brief(one.sha256());
        return "%s%s (%s, from %s%s)".formatted(one.id(), version, one.phase(), one.origin(), sum);
    }

    private static String orNone(@Nullable String version) {
        return version == null ? "none" : version;
    }

    private static String brief(@Nullable String sum) {
        return sum == null || sum.length() <= SHORT_SUM ? String.valueOf(sum) : sum.substring(0, SHORT_SUM) + "…";
    }
}
