package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * The loader of one plugin from a folder: the JDK, the shared packages of the host, and else its own jars alone. What is shared always comes
 * from the host, so that a plugin that brings its own copy of the API still meets the runtime's.
 */
final class PluginClassLoader extends URLClassLoader {

    /** By exact name: a plugin may well be in dev.trackside.something. */
    private static final Set<String> API = Set.of("dev.trackside", "dev.trackside.spi");

    /** The packages of log4j-api; those of log4j-core also begin with org.apache.logging.log4j. */
    private static final Set<String> LOGGING = Set.of(
            "org.apache.logging.log4j",
            "org.apache.logging.log4j.message",
            "org.apache.logging.log4j.simple",
            "org.apache.logging.log4j.spi",
            "org.apache.logging.log4j.status",
            "org.apache.logging.log4j.util");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;
    private final List<String> shared;

    /**
     * Creates a loader.
     *
     * @param name the plugin, as stack traces name it
     * @param jars its jars
     * @param host the loader of shared packages
     * @param shared further packages that come from the host; one that ends in {@code .*} with all below it
     */
    PluginClassLoader(String name, List<URL> jars, ClassLoader host, List<String> shared) {
        super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.host = host;
        this.shared = List.copyOf(shared);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                type = find(name);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        String inPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (API.contains(inPackage)) {
            return Class.forName(name, false, HandlerTable.class.getClassLoader());
        }
        if (LOGGING.contains(inPackage)) {
            return Class.forName(name, false, PluginClassLoader.class.getClassLoader());
        }
        if (isShared(inPackage)) {
            try {
                return host.loadClass(name);
            } catch (ClassNotFoundException absent) {
                return findClass(name); // the host lacks it, so there is nothing to clash with
            }
        }
        try {
            Class<?> type = getParent().loadClass(name);
            // With the runtime on the module path the platform loader also finds the application's modules.
            if (type.getClassLoader() == null || type.getClassLoader() == getParent()) {
                return type;
            }
        } catch (ClassNotFoundException absent) {
            return findClass(name);
        }
        return findClass(name);
    }

    private boolean isShared(String inPackage) {
        for (String pattern : shared) {
            if (pattern.endsWith(".*")) {
                String prefix = pattern.substring(0, pattern.length() - 1);
                if ((inPackage + ".").startsWith(prefix)) {
                    return true;
                }
            } else if (pattern.equals(inPackage)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        for (URL url : Collections.list(getParent().getResources(name))) {
            if (!all.contains(url)) {
                all.add(url);
            }
        }
        return Collections.enumeration(all);
    }
}
