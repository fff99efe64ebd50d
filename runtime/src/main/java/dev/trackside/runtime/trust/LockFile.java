package dev.trackside.runtime.trust;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.TracksideException;
import dev.trackside.runtime.lineage.FilesAside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The jars of plugins folders that are known, in a file that people keep with the configuration and review: JSON, by name, equal content for equal
 * folders.
 *
 * @param jars the jars, by name
 */
public record LockFile(List<Jar> jars) {

    /** The layout that is written, and the newest that is read. */
    public static final int FORMAT = 1;

    private static final int MAX_BYTES = 16 << 20;
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

    /**
     * A jar.
     *
     * @param name its name, with its sub-folder
     * @param version its version; null if it does not say
     * @param sha256 its sum, in small hexadecimal digits
     * @param plugins ids of the plugins in it, for those who read the file
     */
    public record Jar(String name, @Nullable String version, String sha256, List<String> plugins) {

        /** Copies the list. */
        public Jar {
            plugins = List.copyOf(plugins);
        }

        /** As people speak of it. */
        String shown() {
            String what = plugins.isEmpty() ? "" : " with " + String.join(", ", plugins);
            return name + (version == null ? "" : " " + version) + what;
        }
    }

    /** Puts the jars into their order. */
    public LockFile {
        jars = jars.stream()
                .sorted(Comparator.comparing(Jar::name).thenComparing(Jar::sha256))
                .toList();
    }

    /**
     * Reads a lock file.
     *
     * @param file the file
     * @return what it lists
     * @throws TracksideException if it cannot be read, or is no lock file that this version knows
     */
    public static LockFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged(file, "it is larger than %d MB".formatted(MAX_BYTES >> 20), null);
            }
            return parse(file, Files.readAllBytes(file));
        } catch (IOException bad) {
            throw damaged(file, String.valueOf(bad.getMessage()), bad);
        }
    }

    private static LockFile parse(Path file, byte[] bytes) throws IOException {
        Map<String, Object> json =
                JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS).mapFrom(bytes);
        if (!(json.get("format") instanceof Integer format) || format < 1) {
            throw damaged(file, "its format is %s".formatted(json.get("format")), null);
        }
        if (format > FORMAT) {
            throw new TracksideException(
                    "The lock file %s has the format %d, and this version knows %d; use the Trackside that wrote it, or write it anew with 'trackside plugins lock'."
                            .formatted(file, format, FORMAT));
        }
        if (!(json.get("jars") instanceof List<?> list)) {
            throw damaged(file, "it has no list of jars", null);
        }
        List<Jar> jars = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> jar)
                    || !(jar.get("jar") instanceof String name)
                    || !(jar.get("sha256") instanceof String sum)
                    || !SUM.matcher(sum).matches()) {
                throw damaged(file, "an entry lacks 'jar' or 'sha256': %s".formatted(item), null);
            }
            Object version = jar.get("version");
            jars.add(new Jar(name, version instanceof String text ? text : null, sum, texts(jar.get("plugins"))));
        }
        return new LockFile(jars);
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    private static TracksideException damaged(Path file, String why, @Nullable IOException cause) {
        return new TracksideException(
                "The lock file %s cannot be used: %s. Take it from version control, or write it anew with 'trackside plugins lock'."
                        .formatted(file, why),
                cause);
    }

    /**
     * The file as text.
     *
     * @return JSON, one property a line, ending with a line break
     */
    public String text() {
        List<Object> list = new ArrayList<>();
        for (Jar jar : jars) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("jar", jar.name());
            if (jar.version() != null) {
                one.put("version", jar.version());
            }
            one.put("sha256", jar.sha256());
            one.put("plugins", jar.plugins());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("jars", list);
        try {
            String text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json);
            return text.replace("\r\n", "\n") + "\n"; // equal on all systems
        } catch (IOException impossible) {
            throw new UncheckedIOException("maps and lists can be written as JSON", impossible);
        }
    }

    /**
     * Writes it, aside first, so that a reader sees the old file or the new one.
     *
     * @param file where
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        FilesAside.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    boolean hasSum(String sha256) {
        for (Jar jar : jars) {
            if (jar.sha256().equals(sha256)) {
                return true;
            }
        }
        return false;
    }

    List<Jar> named(String name) {
        return jars.stream().filter(jar -> jar.name().equals(name)).toList();
    }

    /**
     * What is different now.
     *
     * @param now what is there now
     * @return one sentence a jar, by name; empty if nothing is
     */
    public List<String> differences(LockFile now) {
        List<Jar> gone = new ArrayList<>(jars);
        List<Jar> come = new ArrayList<>(now.jars);
        gone.removeAll(now.jars);
        come.removeAll(jars);
        Map<String, String> sentences = new TreeMap<>();
        for (Jar jar : come) {
            Jar before = take(gone, jar);
            sentences.put(jar.name() + jar.sha256(), sentence(before, jar));
        }
        for (Jar jar : gone) {
            sentences.put(
                    jar.name() + jar.sha256(),
                    "removed: %s is listed (SHA-256 %s) and is not there.".formatted(jar.shown(), jar.sha256()));
        }
        return List.copyOf(sentences.values());
    }

    /** What a jar was before: that of its name, else that of its sum. */
    private static @Nullable Jar take(List<Jar> gone, Jar jar) {
        for (boolean byName : new boolean[] {true, false}) {
            for (Jar before : gone) {
                if (byName ? before.name().equals(jar.name()) : before.sha256().equals(jar.sha256())) {
                    gone.remove(before);
                    return before;
                }
            }
        }
        return null;
    }

    private static String sentence(@Nullable Jar before, Jar jar) {
        if (before == null) {
            return "added: %s is there (SHA-256 %s) and is not listed.".formatted(jar.shown(), jar.sha256());
        }
        if (!before.sha256().equals(jar.sha256())) {
            return "changed: %s is there with the SHA-256 %s; listed is %s with %s."
                    .formatted(jar.shown(), jar.sha256(), before.shown(), before.sha256());
        }
        return before.name().equals(jar.name())
                ? "described otherwise: %s is listed as %s; the SHA-256 is the same, %s."
                        .formatted(jar.shown(), before.shown(), jar.sha256())
                : "renamed: %s is listed as %s; the SHA-256 is the same, %s."
                        .formatted(jar.shown(), before.name(), jar.sha256());
    }
}
