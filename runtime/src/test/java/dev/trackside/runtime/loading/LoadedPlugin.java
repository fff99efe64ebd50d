package dev.trackside.runtime.loading;

import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.jar.HostContent;
import dev.trackside.spi.HandlerTable;
import java.io.File;

/** Plugins whose tables are there already, for tests that need no jars. */
public final class LoadedPlugin {

    private LoadedPlugin() {}

    public static FoundPlugin of(HandlerTable table, String origin) {
        return new FoundPlugin(
                table.getClass().getName(),
                PluginFacts.of(table),
                new TableLoading.Origin(origin, null),
                HostContent.ofFile(new File(".")),
                null,
                table.getClass().getClassLoader(),
                table);
    }
}
