package dev.trackside.bench.startup;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolder;
import java.io.File;
import java.util.List;

/** Trackside learns what plugins there are in a folder. Like the floor it looks nowhere else: there is no class path to search. */
final class KnowAll {

    private KnowAll() {}

    /**
     * Finds plugins and loads none.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        Probe probe = new Probe();
        probe.done(find(ClassLoader.getPlatformClassLoader(), args[0]).plugins().size());
    }

    static Discovery find(ClassLoader host, String folder) {
        return Discovery.of(host, List.of(new PluginFolder(new File(folder).toPath(), true)), List.of());
    }
}
