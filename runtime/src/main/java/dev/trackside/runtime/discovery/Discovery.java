package dev.trackside.runtime.discovery;

import dev.trackside.runtime.facts.ApiVersion;
import dev.trackside.runtime.jar.JarCopies;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.LeftThreads;
import dev.trackside.runtime.loading.PluginUnit;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.trust.Trust;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The plugins on the class path, the module path and in folders; what was refused, what was passed over, and what was decided about each file. One
 * broken jar never hides others and never keeps a program from starting.
 *
 * <p>No class of a plugin is loaded here, but of those without a descriptor. To be closed when no plugin is used any more: classes cannot be loaded
 * after that. Not for use by several threads.
 */
public final class Discovery implements AutoCloseable {

    private final Seen seen;
    private final List<FoundPlugin> plugins;
    private final JarCopies copies;

    private Discovery(Seen seen, List<FoundPlugin> plugins, JarCopies copies) {
        this.seen = seen;
        this.plugins = plugins;
        this.copies = copies;
    }

    /**
     * Looks for plugins. Of two with one id neither is found, unless they are the same jar twice.
     *
     * @param classPath the loader of class path and module path
     * @param folders folders with jars, and with sub-folders for plugins that bring libraries; in this order
     * @param sharedPackages packages beside those of the API and of Log4j's API that plugins from folders see of {@code classPath}: exact
     *     names, or with all below them when they end in {@code .*}
     * @return what there is
     */
    public static Discovery of(ClassLoader classPath, List<PluginFolder> folders, List<String> sharedPackages) {
        return of(classPath, folders, sharedPackages, Trust.any());
    }

    /**
     * Looks for plugins, and refuses jars of folders that are not trusted.
     *
     * @param classPath the loader of class path and module path; what is there is trusted, since it runs already
     * @param folders folders with jars, and with sub-folders for plugins that bring libraries; in this order
     * @param sharedPackages packages of the engine, as for the other method
     * @param trust what jars of folders must show
     * @return what there is
     */
    public static Discovery of(
            ClassLoader classPath, List<PluginFolder> folders, List<String> sharedPackages, Trust trust) {
        return of(classPath, folders, sharedPackages, trust, ApiVersion.current());
    }

    /** As a version of Trackside would that need not be this one. */
    static Discovery of(
            ClassLoader classPath,
            List<PluginFolder> folders,
            List<String> sharedPackages,
            Trust trust,
            ApiVersion api) {
        Seen seen = new Seen();
        JarCopies copies = new JarCopies();
        boolean whole = false;
        try {
            new ClassPathScan(classPath, seen).run();
            SameBytes same = new SameBytes();
            same.onHost(seen.files);
            FolderPlugins ofFolders = new FolderPlugins(seen, same, classPath, sharedPackages);
            new FolderScan(seen, copies, same, ofFolders, trust).scan(folders);
            List<FoundPlugin> plugins = new Resolution(seen, api).run();
            if (!isSorted(plugins)) {
                plugins.sort(ById.INSTANCE);
            }
            whole = true;
            return new Discovery(seen, plugins, copies);
        } finally {
            if (!whole) {
                copies.close();
            }
        }
    }

    private static boolean isSorted(List<FoundPlugin> plugins) {
        for (int i = 1; i < plugins.size(); i++) {
            if (plugins.get(i - 1).id().compareTo(plugins.get(i).id()) > 0) {
                return false;
            }
        }
        return true;
    }

    /** A class, since the first lambda of a process costs more than reading fifty jars. */
    private static final class ById implements Comparator<FoundPlugin> {

        static final ById INSTANCE = new ById();

        @Override
        public int compare(FoundPlugin one, FoundPlugin other) {
            return one.id().compareTo(other.id());
        }
    }

    /**
     * What can be used, as far as that is known without loading a class.
     *
     * @return plugins by id
     */
    public List<FoundPlugin> plugins() {
        return List.copyOf(plugins);
    }

    /**
     * What cannot be used.
     *
     * @return refusals in the order in which they were met: class path first, folders by name; what concerns a plugin beside others comes last
     */
    public List<Refusal> refusals() {
        return List.copyOf(seen.refusals);
    }

    /**
     * What was passed over.
     *
     * @return files in folders that are no jars, are hidden, or that were there already
     */
    public List<Skipped> skipped() {
        return List.copyOf(seen.skipped);
    }

    /**
     * What works, but not as it was meant.
     *
     * @return notices in the order in which they were met
     */
    public List<Notice> notices() {
        return List.copyOf(seen.notices);
    }

    /**
     * What was decided about each file.
     *
     * @return one decision a file, in the order in which they were seen
     */
    public List<FileDecision> files() {
        return List.copyOf(seen.files);
    }

    /**
     * Loads the classes of all plugins, to see whether they can be loaded: for diagnosis. Those that cannot are refused then. No instance is
     * created but of the tables.
     *
     * @return what was refused now
     */
    public List<Refusal> loadAll() {
        List<Refusal> refused = new ArrayList<>();
        for (FoundPlugin plugin : plugins()) {
            Refusal refusal = plugin.fault();
            if (refusal != null) {
                refused.add(refusal);
                refuse(plugin, refusal);
            }
        }
        return refused;
    }

    /** Takes a plugin back that cannot be used after all. */
    private void refuse(FoundPlugin plugin, Refusal refusal) {
        plugins.remove(plugin);
        seen.refusals.add(refusal);
        for (Seen.Candidate candidate : seen.candidates) {
            if (candidate.plugin() == plugin) {
                candidate.file().remove(plugin, FileDecision.Rule.LOADS, refusal.text());
            }
        }
    }

    /**
     * The threads that plugins from folders have started and left behind. To be asked when they were closed; waits a moment for those that are about
     * to end.
     *
     * @return a sentence for each jar, with its plugins and the threads; for the log
     */
    public List<String> leftThreads() {
        return LeftThreads.of(plugins);
    }

    /** Closes the loaders of plugins from folders and deletes what was copied of them. */
    @Override
    public void close() {
        for (PluginUnit unit : seen.units) {
            unit.close();
        }
        copies.close();
    }
}
