package dev.trackside.runtime.discovery;

import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Environment;
import dev.trackside.runtime.config.LoadingSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which folders a run looks into. */
public final class PluginFolders {

    /** The system property with folders, separated as in a class path. */
    public static final String PROPERTY = "trackside.plugins";

    /** The environment variable with folders, separated as in a class path. */
    public static final String VARIABLE = "TRACKSIDE_PLUGINS";

    /** The system property with the folder that Trackside is installed in, which its launcher sets. */
    public static final String DISTRIBUTION = "trackside.distribution";

    private PluginFolders() {}

    /**
     * The folders of a run: those that the builder or command line names, those in the section {@code loading} of the file, those in the system
     * property {@code trackside.plugins} and in the variable {@code TRACKSIDE_PLUGINS}. If nobody names any: {@code plugins} beside the file and
     * {@code .trackside/plugins} in the user's home, where they are there. Whoever names others, {@code plugins} of the distribution comes last,
     * as what is on the class path joins whoever names others.
     *
     * @param config the configuration with its environment
     * @param named what the builder or command line names
     * @return the folders in the order in which they are looked into
     * @throws dev.trackside.TracksideException with everything that is wrong in the section {@code loading}
     */
    public static List<PluginFolder> of(ConfigFile config, List<Path> named) {
        List<PluginFolder> folders = new ArrayList<>();
        named.forEach(path -> folders.add(new PluginFolder(path, true)));
        LoadingSettings settings = LoadingSettings.of(config);
        settings.folders().forEach(path -> folders.add(new PluginFolder(path, true)));
        Environment environment = config.root().environment();
        add(environment.properties().getOrDefault(PROPERTY, ""), folders);
        add(environment.variables().getOrDefault(VARIABLE, ""), folders);
        if (folders.isEmpty()) {
            addUsual(config, environment, folders);
        }
        installed(environment).ifPresent(path -> folders.add(new PluginFolder(path, false)));
        Path cache = settings.cache();
        if (cache != null) {
            folders.replaceAll(folder -> new PluginFolder(folder.path(), folder.required(), cache));
        }
        return folders;
    }

    /**
     * Whether a folder is that of the distribution, where each run looks that it starts.
     *
     * @param folder one that {@link #of} gave
     * @param config the same configuration
     * @return false if somebody chose it
     */
    public static boolean isInstalled(PluginFolder folder, ConfigFile config) {
        return installed(config.root().environment())
                .filter(folder.path()::equals)
                .isPresent();
    }

    private static Optional<Path> installed(Environment environment) {
        String home = environment.properties().getOrDefault(DISTRIBUTION, "");
        return home.isBlank() ? Optional.empty() : Optional.of(Path.of(home, "plugins"));
    }

    private static void add(String paths, List<PluginFolder> folders) {
        for (String path : paths.split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                folders.add(new PluginFolder(Path.of(path.strip()), true));
            }
        }
    }

    private static void addUsual(ConfigFile config, Environment environment, List<PluginFolder> folders) {
        config.path()
                .ifPresent(file ->
                        folders.add(new PluginFolder(file.toAbsolutePath().resolveSibling("plugins"), false)));
        String home = environment.properties().getOrDefault("user.home", "");
        if (!home.isBlank()) {
            folders.add(new PluginFolder(Path.of(home, ".trackside", "plugins"), false));
        }
    }
}
