package dev.trackside.bench.startup;

import dev.trackside.Plugin;
import dev.trackside.spi.HandlerTable;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** ClassGraph scans all jars for annotated classes; an instance of each is created. */
final class ClassGraphAll {

    private ClassGraphAll() {}

    /**
     * Finds and creates.
     *
     * @param args the folder
     */
    @SuppressWarnings("resource") // plugins stay in use, as they do elsewhere
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Probe probe = new Probe();
        int count = 0;
        URLClassLoader loader = new URLClassLoader(urls(new File(args[0])), ClassGraphAll.class.getClassLoader());
        try (ScanResult scan = new ClassGraph()
                .overrideClassLoaders(loader)
                .enableAnnotationInfo()
                .scan()) {
            for (ClassInfo type : scan.getClassesWithAnnotation(Plugin.class)) {
                HandlerTable table = Class.forName(HandlerTable.nameFor(type.getName()), true, loader)
                        .asSubclass(HandlerTable.class)
                        .getConstructor()
                        .newInstance();
                if (table.create() != null) {
                    count++;
                }
            }
        }
        probe.done(count);
    }

    private static URL[] urls(File folder) throws IOException {
        File[] files = folder.listFiles();
        if (files == null) {
            throw new IOException(folder.getPath());
        }
        URL[] urls = new URL[files.length];
        for (int i = 0; i < files.length; i++) {
            try {
                urls[i] = files[i].toURI().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return urls;
    }
}
