package dev.trackside.runtime.loading;

import dev.trackside.runtime.jar.PluginJar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shares one class loader: a jar of a plugins folder, or the jars of one of its sub-folders. The loader is made when the first class is
 * asked for.
 */
public final class PluginUnit {

    private final String name;
    private final List<PluginJar> jars;
    private final ClassLoader host;
    private final List<String> sharedPackages;
    private final Set<FoundPlugin> required = new LinkedHashSet<>();
    private @Nullable ClassLoader loader;
    private boolean closed;

    /**
     * Creates a unit without a loader.
     *
     * @param name the plugin, as stack traces name it
     * @param jars its jars, in their order
     * @param host the loader of the host
     * @param sharedPackages packages beside those of the API and of Log4j's API that it sees of the host: exact names, or with all below them when
     *     they end in {@code .*}
     */
    public PluginUnit(String name, List<PluginJar> jars, ClassLoader host, List<String> sharedPackages) {
        this.name = name;
        this.jars = jars;
        this.host = host;
        this.sharedPackages = sharedPackages;
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
            made = PluginClassLoader.of(name, jars, new HostPackages(host, sharedPackages), new Requirements(this));
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

    /** From now on its loader loads nothing. */
    public synchronized void close() {
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
