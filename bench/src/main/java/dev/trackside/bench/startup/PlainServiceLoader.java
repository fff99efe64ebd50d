package dev.trackside.bench.startup;

import dev.trackside.spi.HandlerTable;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ServiceLoader;

/** {@code ServiceLoader} with a loader for each jar, creating an instance of each plugin. */
final class PlainServiceLoader {

    private PlainServiceLoader() {}

    /**
     * Finds and creates.
     *
     * @param args the folder
     */
    @SuppressWarnings("resource") // plugins stay in use, as they do elsewhere
    public static void main(String[] args) throws IOException {
        Probe probe = new Probe();
        int count = 0;
        File folder = new File(args[0]);
        String[] names = folder.list();
        if (names == null) {
            throw new IOException(args[0]);
        }
        for (String name : names) {
            URLClassLoader loader = new URLClassLoader(
                    new URL[] {new File(folder, name).toURI().toURL()}, PlainServiceLoader.class.getClassLoader());
            for (HandlerTable table : ServiceLoader.load(HandlerTable.class, loader)) {
                if (table.getClass().getClassLoader() == loader && table.create() != null) {
                    count++;
                }
            }
        }
        probe.done(count);
    }
}
