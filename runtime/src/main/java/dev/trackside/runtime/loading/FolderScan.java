package dev.trackside.runtime.loading;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.loading.TableLoading.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds plugins in folders: each jar, and each sub-folder with its jars, is a plugin with a loader of its own. Sorted by name. */
final class FolderScan {

    private static final int MAX_DEPTH = 3;

    private final ClassLoader host;
    private final List<String> shared;
    private final JarCopies copies;
    private final TableLoading tables;
    private final List<Refusal> refusals;
    private final List<Skipped> skipped;
    private final List<Closeable> loaders;
    private final Map<String, String> sums;

    /**
     * Creates a scan.
     *
     * @param discovery where results go
     * @param host the loader of shared packages
     * @param shared further shared packages
     * @param copies keeps private copies of jars
     * @param sums SHA-256 of the jars that plugins came from already, with their names
     */
    FolderScan(
            Discovery.Results discovery,
            ClassLoader host,
            List<String> shared,
            JarCopies copies,
            Map<String, String> sums) {
        this.host = host;
        this.shared = shared;
        this.copies = copies;
        this.tables = new TableLoading(discovery.plugins(), discovery.refusals());
        this.refusals = discovery.refusals();
        this.skipped = discovery.skipped();
        this.loaders = discovery.loaders();
        this.sums = sums;
    }

    /** A jar of a plugin, by its private copy. */
    private record Part(String name, Path jar, JarCopies.Copy copy, JarContent content) {}

    void scan(Path folder) {
        if (!Files.isDirectory(folder)) {
            refusals.add(noFolder(folder));
            return;
        }
        List<Path> entries;
        try {
            entries = sorted(folder);
        } catch (IOException bad) {
            refusals.add(unreadableFolder(folder, bad));
            return;
        }
        for (Path entry : entries) {
            String name = name(entry);
            if (name.startsWith(".")) {
                skipped.add(new Skipped(name, "hidden"));
            } else if (Files.isDirectory(entry)) {
                scanUnit(entry);
            } else if (isJar(name)) {
                load(name, read(name, entry).stream().toList(), true);
            } else {
                skipped.add(new Skipped(name, "not a jar"));
            }
        }
    }

    private void scanUnit(Path folder) {
        String unit = name(folder);
        List<Path> jars;
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            jars = files.filter(file -> isJar(name(file)) && !name(file).startsWith(".") && !Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException bad) {
            refusals.add(unreadableFolder(folder, bad));
            return;
        }
        if (jars.isEmpty()) {
            skipped.add(new Skipped(unit, "a folder without jars"));
            return;
        }
        List<Part> parts = new ArrayList<>();
        for (Path jar : jars) {
            parts.addAll(read(unit + "/" + folder.relativize(jar).toString().replace('\\', '/'), jar));
        }
        load(unit, parts, false);
    }

    /** The jar, or nothing and a refusal. */
    private List<Part> read(String name, Path jar) {
        JarCopies.Copy copy;
        try {
            copy = copies.copy(jar);
        } catch (IOException bad) {
            refusals.add(notCopied(name, jar, bad));
            return List.of();
        }
        try {
            return List.of(new Part(name, jar, copy, JarContent.read(copy.file())));
        } catch (IOException | SecurityException bad) {
            Causes.Words words = JarContent.unreadable(copy.file(), bad);
            refusals.add(new Refusal(name, null, null, words.cause(), words.remedy()));
            return List.of();
        }
    }

    private static Refusal notCopied(String name, Path jar, IOException bad) {
        return Files.isReadable(jar)
                ? new Refusal(
                        name,
                        null,
                        null,
                        "the jar cannot be copied to a private folder (%s)".formatted(bad.getMessage()),
                        "see that there is room in " + System.getProperty("java.io.tmpdir"))
                : new Refusal(
                        name,
                        null,
                        null,
                        "the file cannot be read (%s)".formatted(bad.getClass().getSimpleName()),
                        "see that it is there and that the user of this process may read it");
    }

    private void load(String unit, List<Part> parts, boolean alone) {
        List<Part> withPlugins = new ArrayList<>();
        boolean same = false;
        for (Part part : parts) {
            String earlier = sums.get(part.copy().sha256());
            if (earlier != null) {
                skipped.add(new Skipped(part.name(), "the same bytes as " + earlier));
                same = true;
            } else if (!part.content().tables().isEmpty()) {
                withPlugins.add(part);
            } else if (!part.content().descriptors().isEmpty()) {
                refusals.add(withoutServices(part));
                same = true;
            }
        }
        if (withPlugins.isEmpty()) {
            if (!same && !parts.isEmpty()) {
                refusals.add(noPlugin(unit, alone));
            }
            return;
        }
        PluginClassLoader loader = new PluginClassLoader(unit, urls(parts), host, shared);
        loaders.add(loader);
        for (Part part : withPlugins) {
            boolean any = false;
            for (String table : part.content().tables()) {
                any |= tables.load(table, new Origin(part.name(), part.jar(), loader));
            }
            if (any) {
                sums.put(part.copy().sha256(), part.name());
            }
        }
    }

    private static List<URL> urls(List<Part> parts) {
        List<URL> urls = new ArrayList<>();
        for (Part part : parts) {
            try {
                urls.add(part.copy().file().toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException("a file has a URL", impossible);
            }
        }
        return urls;
    }

    private static Refusal withoutServices(Part part) {
        List<String> classes = part.content().descriptors();
        return new Refusal(
                part.name(),
                classes.get(0),
                null,
                "it has the tables of %d plugin%s (%s) but no service file that names them, as happens when jars are merged"
                        .formatted(classes.size(), classes.size() == 1 ? "" : "s", String.join(", ", classes)),
                "merge META-INF/services when packing (maven-shade: ServicesResourceTransformer)");
    }

    private static Refusal noPlugin(String unit, boolean alone) {
        return alone
                ? new Refusal(
                        unit,
                        null,
                        null,
                        "there is no plugin in this jar",
                        "if a plugin needs it as a library, put both together into a sub-folder; if it should be a plugin, build it"
                                + " with trackside-processor; else remove it")
                : new Refusal(
                        unit,
                        null,
                        null,
                        "there is no plugin in the jars of this folder",
                        "put the jar of the plugin beside its libraries");
    }

    private static Refusal noFolder(Path folder) {
        String cause = Files.exists(folder) ? "this is no folder" : "there is no such folder";
        Path parent = folder.toAbsolutePath().getParent();
        String hint = "";
        if (parent != null && Files.isDirectory(parent)) {
            try {
                List<String> names = sorted(parent).stream()
                        .filter(Files::isDirectory)
                        .map(FolderScan::name)
                        .toList();
                hint = Nearest.of(name(folder), names)
                        .map(near -> ", perhaps '" + near + "'")
                        .orElse("");
            } catch (IOException unreadable) {
                hint = ""; // a guess is all that is lost
            }
        }
        return new Refusal(folder.toString(), null, null, cause, "name the folder that holds the plugins" + hint);
    }

    private static Refusal unreadableFolder(Path folder, Exception bad) {
        return new Refusal(
                folder.toString(),
                null,
                null,
                "the folder cannot be read (%s)".formatted(bad.getMessage()),
                "let the user of this process read it");
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(FolderScan::name)).toList();
        }
    }

    private static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
