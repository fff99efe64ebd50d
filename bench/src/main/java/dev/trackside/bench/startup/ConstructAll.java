package dev.trackside.bench.startup;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.loading.FoundPlugin;
import java.util.List;

/** Trackside finds all plugins and creates an instance of each. */
final class ConstructAll {

    private ConstructAll() {}

    /**
     * Finds and creates.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        Probe probe = new Probe();
        Discovery found = KnowAll.find(ConstructAll.class.getClassLoader(), args[0]);
        List<FoundPlugin> plugins = found.plugins();
        int count = 0;
        for (int i = 0; i < plugins.size(); i++) {
            if (plugins.get(i).table().create() != null) {
                count++;
            }
        }
        probe.done(count);
    }
}
