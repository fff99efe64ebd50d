package dev.trackside.runtime.loading;

import dev.trackside.runtime.loading.TableLoading.Origin;
import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds plugins on the class path and module path by {@link ServiceLoader}. Each of its steps stands in its own try, since a fault in one
 * provider must not hide those after it; what it passed over is looked at again, by the names in the service files.
 */
final class ClassPathScan {

    /** Past this many faults in a row the loader is taken to be stuck at one place. */
    private static final int MAX_FAULTS_IN_A_ROW = 1000;

    private final ClassLoader loader;
    private final TableLoading tables;
    private final List<Refusal> refusals;
    private final Set<String> seen = new LinkedHashSet<>();

    ClassPathScan(ClassLoader loader, TableLoading tables, List<Refusal> refusals) {
        this.loader = loader;
        this.tables = tables;
        this.refusals = refusals;
    }

    void run() {
        List<Throwable> faults = new ArrayList<>();
        // Asked for types only, which are not initialized: so a fault of the instance has the name of its class.
        for (ServiceLoader.Provider<HandlerTable> provider : providers(faults)) {
            instantiate(provider);
        }
        int before = refusals.size();
        lookAgain();
        if (refusals.size() == before) {
            for (Throwable fault : faults) {
                Causes.Words words = Causes.of(fault);
                refusals.add(new Refusal("class path", null, null, words.cause(), words.remedy()));
            }
        }
    }

    private List<ServiceLoader.Provider<HandlerTable>> providers(List<Throwable> faults) {
        List<ServiceLoader.Provider<HandlerTable>> providers = new ArrayList<>();
        Iterator<ServiceLoader.Provider<HandlerTable>> iterator =
                ServiceLoader.load(HandlerTable.class, loader).stream().iterator();
        int inARow = 0;
        while (inARow < MAX_FAULTS_IN_A_ROW) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                providers.add(iterator.next());
                inARow = 0;
            } catch (Throwable fault) { // whatever loading the class of a plugin may throw
                Causes.rethrowIfFatal(fault);
                faults.add(fault);
                inARow++;
            }
        }
        return providers;
    }

    private void instantiate(ServiceLoader.Provider<HandlerTable> provider) {
        Class<?> type = provider.type();
        if (!seen.add(type.getName())) {
            return;
        }
        Origin origin = origin(type);
        HandlerTable table;
        try {
            table = provider.get();
        } catch (Throwable fault) { // whatever the constructor of a plugin may throw
            Causes.rethrowIfFatal(fault);
            // ServiceLoader wraps what a constructor throws; the cause is what people need.
            Throwable cause = fault.getCause();
            boolean wrapped = fault instanceof ServiceConfigurationError;
            tables.refuse(type.getName(), wrapped && cause != null ? new FailedConstructor(cause) : fault, origin);
            return;
        }
        tables.accept(table, origin);
    }

    /** Refuses, with jar and cause, every name in a service file that did not get as far as having a type. */
    private void lookAgain() {
        for (Map.Entry<String, URL> entry : names().entrySet()) {
            if (seen.add(entry.getKey())) {
                Path jar = jarOf(entry.getValue());
                tables.load(entry.getKey(), new Origin(name(jar), jar, loader));
            }
        }
    }

    private Map<String, URL> names() {
        Map<String, URL> names = new LinkedHashMap<>();
        List<URL> files = List.of();
        try {
            files = Collections.list(loader.getResources(ServiceEntries.FILE));
        } catch (IOException bad) {
            Causes.Words words = Causes.of(bad);
            refusals.add(new Refusal("class path", null, null, words.cause(), "check the class path"));
        }
        for (URL file : files) {
            try (InputStream stream = open(file)) {
                for (String name : ServiceEntries.read(stream)) {
                    names.putIfAbsent(name, file);
                }
            } catch (IOException bad) {
                refusals.add(new Refusal(
                        name(jarOf(file)),
                        null,
                        null,
                        "its service file cannot be read (%s)".formatted(bad.getMessage()),
                        "copy the jar again"));
            }
        }
        return names;
    }

    private static InputStream open(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false); // a cached jar would stay open
        return connection.getInputStream();
    }

    private static Origin origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        Path jar = location == null ? null : path(location.toString());
        return new Origin(name(jar), jar, type.getClassLoader());
    }

    private static String name(@Nullable Path jar) {
        Path name = jar == null ? null : jar.getFileName();
        return name != null && name.toString().endsWith(".jar") ? name.toString() : "class path";
    }

    private static @Nullable Path jarOf(URL file) {
        try {
            if (file.openConnection() instanceof JarURLConnection jar) {
                return path(jar.getJarFileURL().toString());
            }
        } catch (IOException noJar) {
            return null; // then the name of the class must do
        }
        String text = file.toString();
        return path(text.substring(0, Math.max(0, text.length() - ServiceEntries.FILE.length())));
    }

    private static @Nullable Path path(String url) {
        try {
            return Path.of(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException noFile) {
            return null; // classes that come from elsewhere have no file
        }
    }

    /** What a constructor threw, as {@link Causes} knows it. */
    private static final class FailedConstructor extends InvocationTargetException {

        private static final long serialVersionUID = 1L;

        FailedConstructor(Throwable cause) {
            super(cause);
        }
    }
}
