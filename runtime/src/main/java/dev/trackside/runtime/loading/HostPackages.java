package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list: what plugins from folders get from the host. These are the JDK, the packages of Trackside's API and of Log4j's API by exact
 * name, and what the engine of the run shares. Everything else a plugin brings itself, so that its libraries and the host's never meet.
 */
public final class HostPackages {

    /** The packages of Trackside's API, by exact name: a plugin may well be in dev.trackside.something. */
    public static final Set<String> API = Set.of("dev.trackside", "dev.trackside.spi");

    /** The packages of log4j-api; those of log4j-core also begin with org.apache.logging.log4j. */
    static final Set<String> LOGGING = Set.of(
            "org.apache.logging.log4j",
            "org.apache.logging.log4j.message",
            "org.apache.logging.log4j.simple",
            "org.apache.logging.log4j.spi",
            "org.apache.logging.log4j.status",
            "org.apache.logging.log4j.util");

    /** Where the JDK has packages beside {@code java}, and libraries are known to bring copies of them. */
    private static final List<String> JDK_PREFIXES = List.of(
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.w3c.dom.",
            "org.xml.sax.",
            "org.ietf.jgss.",
            "netscape.javascript.");

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final ClassLoader host;
    private final List<String> ofEngine;

    /**
     * Creates the list of a run.
     *
     * @param host the loader of what the engine shares
     * @param ofEngine packages that the engine shares; one that ends in {@code .*} with all below it
     */
    HostPackages(ClassLoader host, List<String> ofEngine) {
        this.host = host;
        this.ofEngine = List.copyOf(ofEngine);
    }

    ClassLoader host() {
        return host;
    }

    /**
     * A class that always comes from the host, so that a plugin which brings a copy of the API still meets the runtime's.
     *
     * @param name its binary name
     * @return the class; null if the plugin is to be asked first
     * @throws ClassNotFoundException if it must come from the host, and the host lacks it
     */
    @Nullable
    Class<?> first(String name) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return PLATFORM.loadClass(name);
        }
        String inPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (API.contains(inPackage)) {
            return Class.forName(name, false, HandlerTable.class.getClassLoader());
        }
        if (LOGGING.contains(inPackage)) {
            return Class.forName(name, false, HostPackages.class.getClassLoader());
        }
        if (isOfEngine(inPackage)) {
            try {
                return host.loadClass(name);
            } catch (ClassNotFoundException absent) {
                return null; // the host lacks it, so there is nothing to clash with
            }
        }
        return isLikeJdk(name) ? ofJdk(name) : null;
    }

    /** A class of the JDK; null if the JDK has none of this name. */
    @Nullable
    Class<?> ofJdk(String name) {
        try {
            Class<?> type = PLATFORM.loadClass(name);
            // With the runtime on the module path the platform loader also finds the application's modules.
            return type.getClassLoader() == null || type.getClassLoader() == PLATFORM ? type : null;
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    @Nullable
    URL resourceOfJdk(String name) {
        return PLATFORM.getResource(name);
    }

    List<URL> resourcesOfJdk(String name) throws IOException {
        return Collections.list(PLATFORM.getResources(name));
    }

    @Nullable
    InputStream streamOfJdk(String name) {
        return PLATFORM.getResourceAsStream(name);
    }

    private static boolean isLikeJdk(String name) {
        for (int i = 0; i < JDK_PREFIXES.size(); i++) {
            if (name.startsWith(JDK_PREFIXES.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfEngine(String inPackage) {
        for (int i = 0; i < ofEngine.size(); i++) {
            String pattern = ofEngine.get(i);
            if (pattern.endsWith(".*")) {
                String prefix = pattern.substring(0, pattern.length() - 1);
                if (inPackage.concat(".").startsWith(prefix)) {
                    return true;
                }
            } else if (pattern.equals(inPackage)) {
                return true;
            }
        }
        return false;
    }
}
