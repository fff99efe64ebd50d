package dev.trackside.runtime.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.lineage.Comparison.Kind;
import dev.trackside.runtime.lineage.PluginSet.Absent;
import dev.trackside.runtime.lineage.PluginSet.Attached;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTests {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private static Attached one(
            String id, @Nullable String version, @Nullable String sum, Map<String, String> libraries, String patience) {
        return new Attached(
                id,
                id,
                "com.acme." + id,
                "report",
                id + ".jar",
                version,
                sum,
                libraries,
                "joins every run",
                Map.of("patience", patience),
                null);
    }

    private static Attached one(String id) {
        return one(id, "1.0", A, Map.of(), "3");
    }

    private static PluginSet set(Attached... attached) {
        return new PluginSet(List.of(attached), List.of());
    }

    private static List<String> texts(PluginSet first, PluginSet second) {
        return Comparison.of(first, second).stream()
                .map(Comparison.Difference::text)
                .toList();
    }

    @Test
    void equalSetsDifferInNothing() {
        assertThat(texts(set(one("log"), one("stop")), set(one("log"), one("stop"))))
                .isEmpty();
    }

    @Test
    void whatIsAddedAndRemovedIsNamedWithTheReason() {
        PluginSet later = new PluginSet(
                List.of(one("new")), List.of(new Absent("log", "log.jar", false, "switched off at t.yaml:2")));

        assertThat(Comparison.of(set(one("log")), later))
                .containsExactly(
                        new Comparison.Difference(
                                Kind.REMOVED,
                                "log",
                                "removed: log 1.0 (report, from log.jar, SHA-256 aaaaaaaaaaaa…): switched off at t.yaml:2"),
                        new Comparison.Difference(
                                Kind.ADDED, "new", "added: new 1.0 (report, from new.jar, SHA-256 aaaaaaaaaaaa…)"));
    }

    @Test
    void anotherVersionAndOtherBytesAreTold() {
        assertThat(texts(set(one("log")), set(one("log", "1.1", B, Map.of(), "3"))))
                .containsExactly("log: other version, 1.0 then and 1.1 now");
        assertThat(texts(set(one("log")), set(one("log", "1.0", B, Map.of(), "3"))))
                .containsExactly(
                        "log: other bytes of the same version, log.jar (SHA-256 aaaaaaaaaaaa…) then and log.jar (bbbbbbbbbbbb…) now");
        assertThat(texts(set(one("log")), set(one("log", "1.0", null, Map.of(), "3"))))
                .as("a folder of classes has no sum")
                .isEmpty();
    }

    @Test
    void otherLibrariesAreTold() {
        assertThat(texts(
                        set(one("log", "1.0", A, Map.of("gone.jar", A, "same.jar", A, "other.jar", A), "3")),
                        set(one("log", "1.0", A, Map.of("come.jar", A, "same.jar", A, "other.jar", B), "3"))))
                .containsExactly(
                        "log: has the library come.jar now, and had not",
                        "log: had the library gone.jar, and has not",
                        "log: other bytes of the library other.jar, SHA-256 aaaaaaaaaaaa… then and bbbbbbbbbbbb… now");
    }

    @Test
    void otherOptionsAreTold() {
        assertThat(texts(set(one("stop")), set(one("stop", "1.0", A, Map.of(), "5"))))
                .containsExactly("stop: other options, patience = 3 then and 5 now");
    }

    @Test
    void anotherOrderIsToldOnce() {
        assertThat(texts(set(one("a"), one("gone"), one("b"), one("c")), set(one("c"), one("a"), one("b"))))
                .contains("other order: a, b, c then and c, a, b now")
                .hasSize(2);
        assertThat(texts(set(one("a"), one("b")), set(one("a"), one("new"), one("b"))))
                .hasSize(1);
    }

    @Test
    void aSetIsReadFromPlainFormAsItWas() {
        PluginSet set = new PluginSet(
                List.of(one("a", null, null, Map.of("lib.jar", B), "1"), one("b")),
                List.of(new Absent(null, "broken.jar", true, "no jar"), new Absent("off", "", false, "switched off")));

        assertThat(PluginSet.of(set.toPlain())).isEqualTo(set);
        assertThat(PluginSet.of(null)).isEqualTo(PluginSet.EMPTY);
        assertThat(PluginSet.of(Map.of("attached", "nonsense"))).isEqualTo(PluginSet.EMPTY);
    }
}
