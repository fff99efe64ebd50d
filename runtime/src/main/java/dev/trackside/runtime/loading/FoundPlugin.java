package dev.trackside.runtime.loading;

import dev.trackside.runtime.facts.PluginDescriptor;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.JarVersion;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.jar.Sha256;
import dev.trackside.runtime.loading.TableLoading.Origin;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that was found. What it is stands in its descriptor; its classes are loaded when {@link #table} is called the first time, which may
 * fail. Not for use by several threads.
 */
public final class FoundPlugin {

    private final String tableName;
    private final PluginFacts facts;
    private final Origin origin;
    private final Content content;
    private final @Nullable PluginUnit unit;
    private final @Nullable ClassLoader host;
    private TableLoading.@Nullable Attempt attempt;

    FoundPlugin(
            String tableName,
            PluginFacts facts,
            Origin origin,
            Content content,
            @Nullable PluginUnit unit,
            @Nullable ClassLoader host,
            @Nullable HandlerTable table) {
        this.tableName = tableName;
        this.facts = facts;
        this.origin = origin;
        this.content = content;
        this.unit = unit;
        this.host = host;
        this.attempt = table == null ? null : new TableLoading.Attempt(table, null);
    }

    /**
     * A plugin in a folder.
     *
     * @param tableName the binary name of its table
     * @param facts what its descriptor says; null if there is none, then its classes are loaded now to learn what it is
     * @param jar the jar that it is in
     * @param unit what shares the loader of its classes
     * @return the plugin
     * @throws RefusedException if its classes had to be loaded and cannot be
     */
    public static FoundPlugin inFolder(String tableName, @Nullable PluginFacts facts, PluginJar jar, PluginUnit unit) {
        return found(tableName, facts, new Origin(jar.name(), jar.path()), jar, unit, null);
    }

    /**
     * A plugin on the class path or module path.
     *
     * @param tableName the binary name of its table
     * @param facts what its descriptor says; null if there is none, then its classes are loaded now to learn what it is
     * @param origin what people call the place where it is
     * @param jar the jar or folder of classes; null if it is not known
     * @param content what is in it
     * @param loader the loader of its classes
     * @return the plugin
     * @throws RefusedException if its classes had to be loaded and cannot be
     */
    public static FoundPlugin onHost(
            String tableName,
            @Nullable PluginFacts facts,
            String origin,
            @Nullable Path jar,
            Content content,
            ClassLoader loader) {
        return found(tableName, facts, new Origin(origin, jar), content, null, loader);
    }

    private static FoundPlugin found(
            String tableName,
            @Nullable PluginFacts facts,
            Origin origin,
            Content content,
            @Nullable PluginUnit unit,
            @Nullable ClassLoader host) {
        if (facts != null) {
            return new FoundPlugin(tableName, facts, origin, content, unit, host, null);
        }
        HandlerTable table =
                TableLoading.attempt(tableName, unit, host, origin, null).get();
        return new FoundPlugin(tableName, PluginFacts.of(table), origin, content, unit, host, table);
    }

    /**
     * Its id.
     *
     * @return the id of the plugin
     */
    public String id() {
        return facts.spec().id();
    }

    /**
     * What it is.
     *
     * @return what its descriptor says, or its class if it has none
     */
    public PluginSpec spec() {
        return facts.spec();
    }

    /**
     * The class with its handlers.
     *
     * @return the binary name; empty if the descriptor does not say
     */
    public String handlerClass() {
        return facts.handlerClass();
    }

    /**
     * The class that is registered.
     *
     * @return the binary name of its dispatch table
     */
    public String tableName() {
        return tableName;
    }

    /**
     * The version of Trackside's API that it was built with.
     *
     * @return the version; empty if it is not known
     */
    public Optional<String> apiVersion() {
        String version = facts.apiVersion();
        return version.isEmpty() || version.equals("unknown") ? Optional.empty() : Optional.of(version);
    }

    /**
     * The version of the jar.
     *
     * @return {@code Implementation-Version} of its manifest, else the version that Maven wrote; empty if there is neither
     */
    public Optional<String> version() {
        return JarVersion.of(content);
    }

    /**
     * Where it was found.
     *
     * @return for people: the name of the jar, with its sub-folder; or {@code class path}
     */
    public String origin() {
        return origin.name();
    }

    /**
     * Whether it was dropped into a plugins folder.
     *
     * @return false if it is on the class path or module path
     */
    public boolean isFromFolder() {
        return unit != null;
    }

    /**
     * The jar or folder of classes.
     *
     * @return the file as it was found; null if the class path does not tell
     */
    public @Nullable Path jar() {
        return origin.jar();
    }

    /**
     * The sum of its jar: of the bytes that its classes come from if it is from a folder, else of the file as it is now.
     *
     * @return SHA-256 in small hexadecimal digits; empty if it comes from no jar
     * @throws IOException if the jar cannot be read any more
     */
    public Optional<String> sha256() throws IOException {
        if (content instanceof PluginJar taken) {
            return Optional.of(taken.sha256());
        }
        Path file = origin.jar();
        return file == null || !file.toFile().isFile() ? Optional.empty() : Optional.of(Sha256.of(file));
    }

    /**
     * The other jars that its loader has.
     *
     * @return their sums by name, those of a sub-folder; empty for all others
     * @throws IOException if one cannot be read any more
     */
    public Map<String, String> libraries() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        if (unit != null) {
            for (PluginJar other : unit.jars()) {
                if (other != content) {
                    sums.put(other.name(), other.sha256());
                }
            }
        }
        return sums;
    }

    /**
     * Its dispatch table. Loads its classes and runs its code, at the first call.
     *
     * @return the table
     * @throws RefusedException with cause and remedy, the same one each time
     */
    public HandlerTable table() {
        return attempt().get();
    }

    /**
     * Loads it if nobody has.
     *
     * @return why it cannot be loaded; null if it can
     */
    public @Nullable Refusal fault() {
        return attempt().refusal();
    }

    private TableLoading.Attempt attempt() {
        TableLoading.Attempt known = attempt;
        if (known == null) {
            known = TableLoading.attempt(tableName, unit, host, origin, facts);
            attempt = known;
        }
        return known;
    }

    /** Whether its classes have been loaded. */
    boolean isLoaded() {
        return attempt != null && attempt.table() != null;
    }

    /**
     * The loader of its classes. Asking for it loads none.
     *
     * @return its own if it is from a folder, else the host's
     */
    public ClassLoader loader() {
        if (unit != null) {
            return unit.loader();
        }
        if (host == null) {
            throw new IllegalStateException("a plugin has a loader");
        }
        return host;
    }

    /**
     * Its descriptor, with all that stands in it, for those who show it. Loads no class.
     *
     * @return the JSON object, as the processor of the plugin wrote it; empty if there is none or it is damaged
     */
    public Optional<Map<String, Object>> descriptor() {
        return PluginDescriptor.of(tableName, content, origin());
    }

    /**
     * Whether it is what its descriptor says; runs go by its line in the service file.
     *
     * @return false if the two are of different builds
     * @throws IOException if its descriptor cannot be used
     */
    public boolean isAsDescribed() throws IOException {
        PluginFacts described = PluginFacts.described(tableName, content);
        return described == null || described.equals(facts);
    }

    /**
     * Lets its classes see the packages of a plugin that it requires.
     *
     * @param other the other
     */
    public void sees(FoundPlugin other) {
        if (unit != null) {
            unit.requires(other);
        }
    }

    /**
     * What is known of it without its classes.
     *
     * @return what its descriptor says, or its class if it has none
     */
    public PluginFacts facts() {
        return facts;
    }

    @Nullable
    PluginUnit unit() {
        return unit;
    }

    /** Where its own classes come from, to tell them from others of its loader. */
    @Nullable
    URL location() {
        return locationOf(table().getClass());
    }

    static @Nullable URL locationOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }

    @Override
    public String toString() {
        return "%s from %s".formatted(id(), origin());
    }
}
