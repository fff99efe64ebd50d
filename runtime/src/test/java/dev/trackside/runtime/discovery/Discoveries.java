package dev.trackside.runtime.discovery;

import dev.trackside.runtime.facts.ApiVersion;
import dev.trackside.runtime.trust.Trust;
import java.nio.file.Path;
import java.util.List;

/** Discoveries as tests make them. */
public final class Discoveries {

    private Discoveries() {}

    /** In folders that must be there. */
    public static Discovery discover(ClassLoader classPath, List<Path> folders, List<String> sharedPackages) {
        List<PluginFolder> required =
                folders.stream().map(folder -> new PluginFolder(folder, true)).toList();
        return Discovery.of(classPath, required, sharedPackages);
    }

    /** As a version of Trackside would that need not be this one. */
    public static Discovery asVersion(String api, ClassLoader classPath, List<PluginFolder> folders) {
        return Discovery.of(classPath, folders, List.of(), Trust.any(), ApiVersion.of(api));
    }
}
