package dev.trackside.runtime.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks that a run had, in the order in which they are called, and what it did not have. In plain form it is lists, maps, texts and whole
 * numbers, as records and checkpoints hold it.
 *
 * @param attached the callbacks, in their order
 * @param absent what was found, or asked about, and is not attached
 */
public record PluginSet(List<Attached> attached, List<Absent> absent) {

    /** A set without anybody. */
    public static final PluginSet EMPTY = new PluginSet(List.of(), List.of());

    /** Why somebody joined who was not there when the run began: another callback, or the loop, has attached it since. */
    public static final String LATE = "attached while the run went on";

    /**
     * A callback.
     *
     * @param id the id of the instance
     * @param plugin the id of its plugin
     * @param type the class with its handlers
     * @param phase its phase, in small letters
     * @param origin where it came from, for people: a jar, the class path, {@code code}
     * @param version the version of its jar; null if it does not say
     * @param sha256 the sum of its jar; null if it is from no jar
     * @param libraries the sums of the jars beside it, by name
     * @param why why it joined, in words
     * @param options the options in force by name, secrets masked
     * @param detached why it was detached before the end; null if it was not
     */
    public record Attached(
            String id,
            String plugin,
            String type,
            String phase,
            String origin,
            @Nullable String version,
            @Nullable String sha256,
            Map<String, String> libraries,
            String why,
            Map<String, String> options,
            @Nullable String detached) {

        /** Copies the maps, in their order. */
        public Attached {
            Objects.requireNonNull(id, "id");
            libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        /**
         * Whether it joined after the run had begun.
         *
         * @return true for one that code attached later
         */
        public boolean isLate() {
            return why.equals(LATE);
        }

        private Map<String, @Nullable Object> toPlain(long order) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            plain.put("id", id);
            plain.put("order", order);
            plain.put("phase", phase);
            plain.put("plugin", plugin);
            plain.put("class", type);
            plain.put("origin", origin);
            plain.put("version", version);
            plain.put("sha256", sha256);
            plain.put("libraries", libraries);
            plain.put("why", why);
            plain.put("options", options);
            plain.put("detached", detached);
            return plain;
        }

        private static Attached of(Map<?, ?> plain) {
            return new Attached(
                    text(plain, "id"),
                    text(plain, "plugin"),
                    text(plain, "class"),
                    text(plain, "phase"),
                    text(plain, "origin"),
                    textOrNull(plain, "version"),
                    textOrNull(plain, "sha256"),
                    texts(plain.get("libraries")),
                    text(plain, "why"),
                    texts(plain.get("options")),
                    textOrNull(plain, "detached"));
        }
    }

    /**
     * What is not attached.
     *
     * @param id the id of the plugin or instance; null if it could not be learnt
     * @param origin where it was found; empty if it was not
     * @param refused whether it cannot be used; else it could be, and does not join
     * @param reason why, in words
     */
    public record Absent(@Nullable String id, String origin, boolean refused, String reason) {

        private Map<String, @Nullable Object> toPlain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            plain.put("id", id);
            plain.put("origin", origin);
            plain.put("refused", refused);
            plain.put("reason", reason);
            return plain;
        }

        private static Absent of(Map<?, ?> plain) {
            return new Absent(
                    textOrNull(plain, "id"),
                    text(plain, "origin"),
                    Boolean.TRUE.equals(plain.get("refused")),
                    text(plain, "reason"));
        }
    }

    /** Copies the lists. */
    public PluginSet {
        attached = List.copyOf(attached);
        absent = List.copyOf(absent);
    }

    /**
     * The set in plain form.
     *
     * @return lists, maps, texts, truth values and whole numbers
     */
    public Map<String, @Nullable Object> toPlain() {
        List<Object> callbacks = new ArrayList<>();
        for (Attached one : attached) {
            callbacks.add(one.toPlain(callbacks.size() + 1L));
        }
        List<Object> others = new ArrayList<>();
        absent.forEach(one -> others.add(one.toPlain()));
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("attached", callbacks);
        plain.put("not-attached", others);
        return plain;
    }

    /**
     * A set from its plain form. What this version does not know is passed over.
     *
     * @param plain what {@link #toPlain} gave, perhaps of another version
     * @return the set; empty if it is none
     */
    public static PluginSet of(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            return EMPTY;
        }
        List<Attached> attached = new ArrayList<>();
        maps(map.get("attached")).forEach(one -> attached.add(Attached.of(one)));
        List<Absent> absent = new ArrayList<>();
        maps(map.get("not-attached")).forEach(one -> absent.add(Absent.of(one)));
        return new PluginSet(attached, absent);
    }

    private static List<Map<?, ?>> maps(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static String text(Map<?, ?> plain, String key) {
        String text = textOrNull(plain, key);
        return text == null ? "" : text;
    }

    private static @Nullable String textOrNull(Map<?, ?> plain, String key) {
        Object value = plain.get(key);
        return value == null ? null : value.toString();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }
}
