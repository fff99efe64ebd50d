package dev.trackside.bench.startup;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolder;
import java.io.File;
import java.util.List;

/** The same as {@link KnowAll}, with what was remembered of the folder by an earlier start. */
final class KnowAllCached {

    private KnowAllCached() {}

    /**
     * Finds plugins and loads none.
     *
     * @param args the folder; what is remembered of it is kept beside it
     */
    public static void main(String[] args) {
        Probe probe = new Probe();
        File folder = new File(args[0]);
        PluginFolder plugins =
                new PluginFolder(folder.toPath(), true, new File(folder.getParentFile(), "cache").toPath());
        probe.done(Discovery.of(ClassLoader.getPlatformClassLoader(), List.of(plugins), List.of())
                .plugins()
                .size());
    }
}
