package dev.trackside.bench.startup;

import java.nio.file.Path;
import org.pf4j.ExtensionPoint;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;

/** PF4J finds all plugins, starts them and creates an instance of each extension. */
final class Pf4jAll {

    private Pf4jAll() {}

    /**
     * Finds and creates.
     *
     * @param args the folder, of PF4J's own jars
     */
    public static void main(String[] args) {
        Probe probe = new Probe();
        PluginManager manager = new JarPluginManager(Path.of(args[0]));
        manager.loadPlugins();
        manager.startPlugins();
        probe.done(manager.getExtensions(ExtensionPoint.class).size());
    }
}
