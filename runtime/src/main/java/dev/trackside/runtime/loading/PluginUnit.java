package dev.trackside.runtime.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shares one class loader: a jar of a plugins folder, or the jars of one of its sub-folders. The loader is made when the first class is
 * asked for.
 */
final class PluginUnit implements TableLoading.Loading {

    private final String name;
    private final List<PluginJar> jars;
    private final HostPackages host;
    private final Set<FoundPlugin> required = new LinkedHashSet<>();
    private @Nullable PluginClassLoader loader;
    private boolean closed;

    PluginUnit(String name, List<PluginJar> jars, HostPackages host) {
        this.name = name;
        this.jars = jars;
        this.host = host;
    }

    String name() {
        return name;
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
    @Override
    public synchronized PluginClassLoader loader() {
        PluginClassLoader made = loader;
        if (made == null) {
            try {
                made = new PluginClassLoader(name, jars, host, new Requirements(this));
            } catch (IOException damaged) {
                ClassFormatError error = new ClassFormatError(damaged.getMessage());
                error.initCause(damaged);
                throw error;
            }
            if (closed) {
                made.close();
            }
            loader = made;
        }
        return made;
    }

    /** Its loader, if a class was asked for; else null. */
    synchronized @Nullable PluginClassLoader made() {
        return loader;
    }

    synchronized void close() {
        closed = true;
        if (loader != null) {
            loader.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
