package dev.trackside.runtime.testing;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The class path of the tests, without the plugins that are test classes themselves. */
public final class HostLoader extends ClassLoader {

    public static final ClassLoader INSTANCE = new HostLoader();

    private HostLoader() {
        super(HostLoader.class.getClassLoader());
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isOfPlugins(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isOfPlugins(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private static boolean isOfPlugins(String name) {
        return name.startsWith("META-INF/services/dev.trackside.") || name.startsWith("META-INF/trackside");
    }
}
