package dev.trackside.runtime.loading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shares one class loader: a jar of a plugins folder, or the jars of one of its sub-folders. The loader is made when the first class is
 * asked for.
 */
final class PluginUnit {

    private final String name;
    private final List<PluginJar> jars;
    private final Seen seen;
    private final Set<FoundPlugin> required = new LinkedHashSet<>();
    private @Nullable ClassLoader loader;
    private boolean closed;

    PluginUnit(String name, List<PluginJar> jars, Seen seen) {
        this.name = name;
        this.jars = jars;
        this.seen = seen;
    }

    String name() {
        return name;
    }

    /** Its jars, in their order. */
    List<PluginJar> jars() {
        return jars;
    }

    /** The plugins that its own require. */
    synchronized List<FoundPlugin> required() {
        return new ArrayList<>(required);
    }

    synchronized void requires(FoundPlugin plugin) {
        required.add(plugin);
    }

    /**
     * Its loader.
     *
     * @throws ClassFormatError if a jar is damaged
     * @throws SecurityException if the signature of a jar does not hold
     */
    synchronized ClassLoader loader() {
        ClassLoader made = loader;
        if (made == null) {
            made = PluginClassLoader.of(name, jars, seen.host(), new Requirements(this));
            if (closed) {
                PluginClassLoader.close(made);
            }
            loader = made;
        }
        return made;
    }

    /** Its loader, if a class was asked for; else null. */
    synchronized @Nullable ClassLoader made() {
        return loader;
    }

    synchronized void close() {
        closed = true;
        if (loader != null) {
            PluginClassLoader.close(loader);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
