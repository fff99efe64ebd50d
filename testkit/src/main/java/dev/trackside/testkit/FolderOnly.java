package dev.trackside.testkit;

import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The class path as it is, but for the plugins on it: only those of folders are found through it. */
final class FolderOnly extends ClassLoader {

    private static final String SERVICES = "META-INF/services/" + HandlerTable.class.getName();
    private static final String DESCRIPTORS = "META-INF/trackside";

    private FolderOnly(@Nullable ClassLoader parent) {
        super("without plugins", parent);
    }

    /** Calls with such a loader as that of the thread. */
    static <T> T call(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        FolderOnly folders = new FolderOnly(before);
        thread.setContextClassLoader(folders);
        try {
            return action.get();
        } finally {
            if (thread.getContextClassLoader() == folders) {
                thread.setContextClassLoader(before); // else somebody has left another one, which is to be seen
            }
        }
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
        return name.equals(SERVICES) || name.startsWith(DESCRIPTORS);
    }
}
