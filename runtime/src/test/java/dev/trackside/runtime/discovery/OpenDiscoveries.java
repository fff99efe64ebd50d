package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.testing.HostLoader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The discoveries of a test, with the classes of all plugins loaded; to be closed after it. */
public final class OpenDiscoveries {

    private final List<AutoCloseable> open = new ArrayList<>();

    public Discovery in(Path folder) {
        return loaded(Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of()));
    }

    public Discovery onClassPath(Path... jars) {
        return loaded(Discoveries.discover(classPath(jars), List.of(), List.of()));
    }

    public ClassLoader classPath(Path... jars) {
        URL[] urls = Stream.of(jars).map(OpenDiscoveries::url).toArray(URL[]::new);
        return open(new URLClassLoader(urls, HostLoader.INSTANCE));
    }

    public <T extends AutoCloseable> T open(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    public static FoundPlugin only(Discovery discovery) {
        assertThat(discovery.plugins())
                .as(() -> discovery.refusals().toString())
                .hasSize(1);
        return discovery.plugins().get(0);
    }

    private Discovery loaded(Discovery discovery) {
        discovery.loadAll();
        return open(discovery);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException bad) {
            throw new IllegalStateException(bad);
        }
    }

    public void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }
}
