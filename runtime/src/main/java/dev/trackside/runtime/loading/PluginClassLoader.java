package dev.trackside.runtime.loading;

import dev.trackside.runtime.jar.PluginJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The loader of one plugin from a folder: what the {@link HostPackages allow-list} says comes from the host, all else from its own jars, then
 * from the plugins that it requires, then from the JDK. The manifest's {@code Class-Path} is not followed.
 *
 * <p>Its parent is the host's loader, which gives it nothing: Log4j goes by the parents of a loader when it looks for the configuration that the
 * program has, and would make another for each plugin.
 */
final class PluginClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final List<ClassPackage> jars;
    private final HostPackages host;
    private final Requirements required;
    private volatile boolean closed;

    /**
     * Creates a loader.
     *
     * @param name the plugin, as stack traces name it
     * @param jars its jars, in their order
     * @param host what comes from the host
     * @param required the plugins whose packages it sees
     * @throws SecurityException if the signature of a jar does not hold
     * @throws IOException if a signed jar cannot be read
     */
    private PluginClassLoader(String name, List<PluginJar> jars, HostPackages host, Requirements required)
            throws IOException {
        super(name, host.host());
        this.jars = new ArrayList<>(jars.size());
        for (int i = 0; i < jars.size(); i++) {
            jars.get(i).hold();
            this.jars.add(new ClassPackage(jars.get(i)));
        }
        required.hold();
        this.host = host;
        this.required = required;
    }

    /**
     * Creates the loader of a unit. Those who have a loader know it as {@code ClassLoader}: a start that uses no plugin does not load this class.
     *
     * @throws ClassFormatError if a jar is damaged, or is another one by now
     * @throws SecurityException if the signature of a jar does not hold
     */
    static ClassLoader of(String name, List<PluginJar> jars, HostPackages host, Requirements required) {
        try {
            return new PluginClassLoader(name, jars, host, required);
        } catch (IOException damaged) {
            ClassFormatError error = new ClassFormatError(damaged.getMessage());
            error.initCause(damaged);
            throw error;
        }
    }

    /** A class of the jars of a unit; null if they have none of this name. */
    static @Nullable Class<?> own(ClassLoader ofUnit, String name) {
        return ((PluginClassLoader) ofUnit).own(name);
    }

    /** From now on the loader of a unit loads nothing; what it has loaded stays usable. */
    static void close(ClassLoader ofUnit) {
        ((PluginClassLoader) ofUnit).closed = true;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                type = host.first(name);
            }
            if (type == null) {
                type = own(name);
            }
            if (type == null) {
                type = required.find(name);
            }
            if (type == null) {
                type = host.ofJdk(name);
            }
            if (type == null) {
                throw new ClassNotFoundException(name, closed ? closedFor(name) : null);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    private @Nullable Class<?> own(String name) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known.getClassLoader() == this ? known : null;
            }
            if (closed) {
                return null;
            }
            String file = name.replace('.', '/').concat(".class");
            for (int i = 0; i < jars.size(); i++) {
                byte[] bytes = jars.get(i).classFile(file);
                if (bytes != null) {
                    return define(name, bytes, jars.get(i));
                }
            }
            return null;
        }
    }

    private Class<?> define(String name, byte[] bytes, ClassPackage jar) {
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            String inPackage = name.substring(0, dot);
            if (getDefinedPackage(inPackage) == null) {
                definePackage(inPackage, jar);
            }
        }
        Class<?> type = defineClass(name, bytes, 0, bytes.length, jar.domain(this));
        String exit = ExitCalls.in(bytes);
        if (exit != null && jar.isFirstExit()) {
            warnOfExit(name, exit, jar);
        }
        return type;
    }

    private static void warnOfExit(String name, String exit, ClassPackage jar) {
        LogManager.getLogger(PluginClassLoader.class) // most programs never need it
                .warn(
                        "{}: the class {} calls {}, which ends the whole program and every run in it. A plugin ends a run with Control.stop(reason) or run.interrupt(reason); tell its author.",
                        jar.name(),
                        name,
                        exit);
    }

    private void definePackage(String name, ClassPackage jar) {
        ClassPackage.Versions versions = jar.versions();
        try {
            definePackage(
                    name,
                    versions.specificationTitle(),
                    versions.specificationVersion(),
                    versions.specificationVendor(),
                    versions.implementationTitle(),
                    versions.implementationVersion(),
                    versions.implementationVendor(),
                    null);
        } catch (IllegalArgumentException otherThread) {
            // Another thread has just defined it, by the same manifest or that of the jar it found first.
            if (getDefinedPackage(name) == null) {
                throw otherThread;
            }
        }
    }

    private ClassNotFoundException closedFor(String name) {
        return new ClassNotFoundException("%s is asked for after the plugins of its run were closed".formatted(name));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> type = own(name);
        if (type == null) {
            throw new ClassNotFoundException(name);
        }
        return type;
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : host.resourceOfJdk(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (ClassPackage jar : jars) {
            URL url = closed ? null : jar.url(name);
            if (url != null) {
                return url;
            }
        }
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(findResources(name));
        all.addAll(host.resourcesOfJdk(name));
        return Collections.enumeration(all);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> urls = new ArrayList<>();
        for (ClassPackage jar : jars) {
            URL url = closed ? null : jar.url(name);
            if (url != null) {
                urls.add(url);
            }
        }
        return Collections.enumeration(urls);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        for (ClassPackage jar : jars) {
            byte[] bytes = closed ? null : jar.resource(name);
            if (bytes != null) {
                return new ByteArrayInputStream(bytes);
            }
        }
        return host.streamOfJdk(name);
    }

    @Override
    public String toString() {
        return "plugin " + getName();
    }
}
