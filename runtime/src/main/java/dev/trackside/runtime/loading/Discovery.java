package dev.trackside.runtime.loading;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The plugins on the class path, the module path and in folders; what was refused, and what was passed over. One broken jar never hides
 * others and never keeps a program from starting. To be closed when no plugin is used any more: classes cannot be loaded after that.
 */
public final class Discovery implements AutoCloseable {

    private static final Logger LOGGER = LogManager.getLogger(Discovery.class);

    private final List<FoundPlugin> plugins;
    private final List<Refusal> refusals;
    private final List<Skipped> skipped;
    private final List<Closeable> loaders;
    private final JarCopies copies;

    private Discovery(Results results, JarCopies copies) {
        this.plugins = List.copyOf(results.plugins());
        this.refusals = List.copyOf(results.refusals());
        this.skipped = List.copyOf(results.skipped());
        this.loaders = results.loaders();
        this.copies = copies;
    }

    /** What a scan adds to. */
    record Results(List<FoundPlugin> plugins, List<Refusal> refusals, List<Skipped> skipped, List<Closeable> loaders) {

        static Results empty() {
            return new Results(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
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
    public static Discovery discover(ClassLoader classPath, List<Path> folders, List<String> sharedPackages) {
        Results results = Results.empty();
        JarCopies copies = new JarCopies();
        new ClassPathScan(classPath, new TableLoading(results.plugins(), results.refusals()), results.refusals()).run();
        if (!folders.isEmpty()) {
            Map<String, String> sums = sums(results.plugins());
            FolderScan scan = new FolderScan(results, classPath, sharedPackages, copies, sums);
            folders.stream()
                    .map(Path::toAbsolutePath)
                    .map(Path::normalize)
                    .distinct()
                    .forEach(scan::scan);
        }
        refuseDuplicates(results);
        results.plugins().sort(Comparator.comparing(FoundPlugin::id));
        LOGGER.debug(
                "{} plugins found, {} refused, {} files passed over",
                results.plugins().size(),
                results.refusals().size(),
                results.skipped().size());
        return new Discovery(results, copies);
    }

    /**
     * What can be used.
     *
     * @return plugins by id
     */
    public List<FoundPlugin> plugins() {
        return plugins;
    }

    /**
     * What cannot be used.
     *
     * @return refusals in the order in which they were met: class path first, folders by name
     */
    public List<Refusal> refusals() {
        return refusals;
    }

    /**
     * What was passed over.
     *
     * @return files in folders that are no jars, are hidden, or that were there already
     */
    public List<Skipped> skipped() {
        return skipped;
    }

    /** Closes the loaders of plugins from folders and deletes their copies. */
    @Override
    public void close() {
        for (Closeable loader : loaders) {
            try {
                loader.close();
            } catch (IOException bad) {
                LOGGER.debug("The loader {} did not close: {}", loader, bad.toString());
            }
        }
        loaders.clear();
        copies.close();
    }

    private static Map<String, String> sums(List<FoundPlugin> plugins) {
        Map<String, String> sums = new HashMap<>();
        for (FoundPlugin plugin : plugins) {
            Path jar = plugin.jar();
            if (jar != null && Files.isRegularFile(jar)) {
                try {
                    sums.put(JarCopies.sum(jar), plugin.origin() + " on the class path");
                } catch (IOException bad) {
                    LOGGER.debug("{} cannot be summed: {}", jar, bad.toString());
                }
            }
        }
        return sums;
    }

    private static void refuseDuplicates(Results results) {
        Map<String, List<FoundPlugin>> byId = new TreeMap<>();
        results.plugins().forEach(plugin -> byId.computeIfAbsent(plugin.id(), id -> new ArrayList<>())
                .add(plugin));
        byId.forEach((id, same) -> {
            if (same.size() > 1) {
                results.plugins().removeAll(same);
                for (FoundPlugin plugin : same) {
                    results.refusals().add(duplicate(plugin, same));
                }
            }
        });
    }

    private static Refusal duplicate(FoundPlugin plugin, List<FoundPlugin> same) {
        List<String> others = same.stream()
                .filter(other -> !other.equals(plugin))
                .map(other -> "%s (%s)"
                        .formatted(other.origin(), other.table().handlerClass().getName()))
                .toList();
        return new Refusal(
                plugin.origin(),
                plugin.table().getClass().getName(),
                plugin.id(),
                "another plugin has the same id: " + String.join(", ", others),
                "remove one of them");
    }
}
