package dev.trackside.runtime.discovery;

import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.jar.Sha256;
import dev.trackside.runtime.loading.FoundPlugin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one file that was seen, rule by rule: the answer to "why is my plugin not there?". There is one for each file and
 * sub-folder of a plugins folder, used or not, and for each jar or folder of the class path that has plugins.
 */
public final class FileDecision {

    private final String source;
    private final @Nullable Path path;
    private final Place place;
    private final List<Step> steps = new ArrayList<>();
    private final List<FoundPlugin> plugins = new ArrayList<>();
    private final List<String> ids = new ArrayList<>(1);
    private @Nullable PluginJar jar;
    private Outcome outcome = Outcome.REFUSED;
    /** Whether one of its plugins cannot be used. */
    private boolean failed;

    FileDecision(String source, @Nullable Path path, Place place) {
        this.source = source;
        this.path = path;
        this.place = place;
    }

    /**
     * What people call a jar or folder of the class path.
     *
     * @param file the jar or folder; null if the class path does not tell
     * @return the name of the jar; {@code class path} for all others
     */
    public static String nameOf(@Nullable File file) {
        return file != null && file.getName().endsWith(".jar") ? file.getName() : "class path";
    }

    /** Where a file was seen. */
    public enum Place {
        /** A jar or folder of the class path. */
        CLASS_PATH,
        /** A module of the module path. */
        MODULE_PATH,
        /** A plugins folder, or a sub-folder of one. */
        FOLDER
    }

    /** What became of a file. */
    public enum Outcome {
        /** All of its plugins can be used. */
        USED,
        /** Some of its plugins can be used. */
        PARTLY_USED,
        /** It has no plugin, and stands beside one that may need it. */
        LIBRARY,
        /** Nothing of it can be used. */
        REFUSED,
        /** It was passed over on purpose. */
        SKIPPED
    }

    /** What is looked at, in this order; the first rules end it for the file, the last ones for a plugin. */
    public enum Rule {
        /** It is not hidden, and its name is that of a jar. */
        NAME,
        /** It is a file that can be read. */
        READABLE,
        /** It is a sound jar. */
        SOUND,
        /** It may be used at all, by {@code loading.trust}. */
        TRUSTED,
        /** Its service file can be understood. */
        SERVICES,
        /** It has a descriptor for each plugin in its service file, and the other way round. */
        INDEX,
        /** No other file has the same bytes. */
        UNIQUE,
        /** It has plugins. */
        PLUGINS,
        /** Its plugin fits: id, version of the API, Java, what it requires. */
        FITS,
        /** The class of its plugin could be loaded. */
        LOADS
    }

    /**
     * A rule that was applied.
     *
     * @param rule the rule
     * @param passed whether the file passed it
     * @param detail what was seen, in words; empty if there is nothing to say
     */
    public record Step(Rule rule, boolean passed, String detail) {

        /** Checks the parts. */
        public Step {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * What people call the file.
     *
     * @return its name, with its sub-folder; or {@code class path}
     */
    public String source() {
        return source;
    }

    /**
     * The file.
     *
     * @return where it was seen; empty if its loader does not tell
     */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * Where it was seen.
     *
     * @return the kind of place
     */
    public Place place() {
        return place;
    }

    /**
     * What became of it.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The rules that were applied.
     *
     * @return them, in their order
     */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * The plugins in it that can be used.
     *
     * @return them, in the order of the service file
     */
    public List<FoundPlugin> plugins() {
        return List.copyOf(plugins);
    }

    /**
     * The ids of all plugins in it, usable or not, as far as they could be learnt.
     *
     * @return them, in the order in which they were met
     */
    public List<String> ids() {
        return List.copyOf(ids);
    }

    /**
     * The sum of its bytes as they were when it was seen, made when it is asked for.
     *
     * @return SHA-256 in small hexadecimal digits; empty for what is no file, or could not be read
     * @throws IOException if it cannot be read any more
     */
    public Optional<String> sha256() throws IOException {
        PluginJar taken = jar;
        if (taken != null) {
            return Optional.of(taken.sha256());
        }
        if (path == null || !path.toFile().isFile() || place == Place.FOLDER) {
            return Optional.empty();
        }
        return Optional.of(Sha256.of(path));
    }

    FileDecision pass(Rule rule) {
        steps.add(new Step(rule, true, ""));
        return this;
    }

    FileDecision pass(Rule rule, String detail) {
        steps.add(new Step(rule, true, detail));
        return this;
    }

    FileDecision fail(Rule rule, String detail) {
        steps.add(new Step(rule, false, detail));
        return this;
    }

    void outcome(Outcome decided) {
        outcome = decided;
    }

    /** The jar as it was taken; null if there is none. */
    @Nullable
    PluginJar jar() {
        return jar;
    }

    void taken(PluginJar bytes) {
        jar = bytes;
    }

    /** It has a plugin of this id, which may turn out not to be usable. */
    void has(String id) {
        if (!ids.contains(id)) {
            ids.add(id);
        }
    }

    void add(FoundPlugin plugin) {
        plugins.add(plugin);
        has(plugin.id());
    }

    /** One of its plugins can be used. */
    void fits(FoundPlugin plugin) {
        pass(Rule.FITS, plugin.id());
        outcome = plugins.contains(plugin) && !failed ? Outcome.USED : Outcome.PARTLY_USED;
    }

    /** Takes a plugin back that turned out not to be usable. */
    void remove(FoundPlugin plugin, Rule rule, String why) {
        plugins.remove(plugin);
        fail(rule, why);
        failed = true;
        outcome = plugins.isEmpty() ? Outcome.REFUSED : Outcome.PARTLY_USED;
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(source, outcome, steps);
    }
}
