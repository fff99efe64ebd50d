package dev.trackside.runtime.discovery;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.discovery.FileDecision.Place;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.facts.FolderCache;
import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.JarCopies;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.trust.Trust;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Finds jars in folders, and reads what they say of themselves: each jar, and each sub-folder with its jars, is a group with a loader of its own. In
 * the order of names, since file times say nothing.
 *
 * <p>Written for a cold start: it lists by {@code File} and makes no lambdas, which cost more than opening fifty jars when they are the first of
 * the process.
 */
final class FolderScan {

    private final Seen seen;
    private final JarCopies copies;
    private final SameBytes same;
    private final FolderPlugins plugins;
    private final @Nullable TrustCheck trust;
    /** What is remembered of the folder that is looked at, and of the jar. */
    private @Nullable FolderCache cache;

    private FolderCache.@Nullable Known known;

    FolderScan(Seen seen, JarCopies copies, SameBytes same, FolderPlugins plugins, Trust trust) {
        this.seen = seen;
        this.copies = copies;
        this.same = same;
        this.plugins = plugins;
        this.trust = trust.isAny() ? null : new TrustCheck(seen, trust);
    }

    /** A jar that could be read, with what it says of itself. */
    record Part(FileDecision decision, PluginJar jar, JarFacts facts) {

        /** Says which plugins are in it that will not be taken from it. */
        void has() {
            for (int i = 0; i < facts.plugins().size(); i++) {
                PluginFacts known = facts.plugins().get(i).facts();
                if (known != null) {
                    decision.has(known.spec().id());
                }
            }
        }
    }

    /** What shares a loader. */
    record Group(FileDecision decision, String name, List<Part> parts, boolean alone) {}

    /** Looks into folders; each jar is read, none of its classes is loaded. */
    void scan(List<PluginFolder> folders) {
        List<Group> groups = new ArrayList<>();
        List<File> done = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            PluginFolder folder = folders.get(i);
            File file = folder.path().toAbsolutePath().normalize().toFile();
            if (!file.isDirectory()) {
                if (folder.required()) {
                    seen.refuse(decision(file.toPath(), file.getPath()), Rule.READABLE, noFolder(file));
                }
            } else if (isNew(file, done)) {
                scan(file, folder.cache(), groups);
            }
        }
        same.prefer(groups);
        for (int i = 0; i < groups.size(); i++) {
            plugins.of(groups.get(i));
        }
        if (trust != null) {
            trust.sayWhatIsMissing();
        }
    }

    private static boolean isNew(File folder, List<File> done) {
        File real = folder;
        try {
            real = folder.getCanonicalFile();
        } catch (IOException odd) {
            // Then it is new unless it is given in the same words.
            if (done.contains(folder)) {
                return false;
            }
        }
        if (done.contains(real)) {
            return false;
        }
        done.add(real);
        return true;
    }

    private FileDecision decision(Path path, String name) {
        return seen.file(new FileDecision(name, path, Place.FOLDER));
    }

    private void scan(File folder, @Nullable Path caches, List<Group> groups) {
        if (caches == null || trust != null) { // what is to be trusted is read, not remembered
            scan(folder, groups);
            return;
        }
        FolderCache opened = FolderCache.open(caches.toFile(), folder);
        cache = opened;
        scan(folder, groups);
        opened.close();
        cache = null;
    }

    private void scan(File folder, List<Group> groups) {
        String[] names = folder.list();
        if (names == null) {
            seen.refuse(decision(folder.toPath(), folder.getPath()), Rule.READABLE, unreadableFolder());
            return;
        }
        Arrays.sort(names);
        for (String name : names) {
            File file = new File(folder, name);
            if (name.startsWith(".")) {
                seen.skip(decision(file.toPath(), name), Rule.NAME, "hidden");
            } else if (PluginFolder.isJar(name) && (isKnown(name, file) || file.isFile())) {
                Part part = read(name, file);
                if (part != null) {
                    groups.add(new Group(part.decision(), name, List.of(part), true));
                }
            } else if (file.isDirectory()) {
                scanUnit(file, name, groups);
            } else if (PluginFolder.isJar(name)) {
                seen.refuse(decision(file.toPath(), name), Rule.READABLE, noFile(file));
            } else {
                seen.skip(decision(file.toPath(), name), Rule.NAME, notAJar(name));
            }
        }
    }

    private static String notAJar(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && PluginFolder.isJar(name.substring(0, dot))
                ? "not a jar; perhaps a copy that is not finished"
                : "not a jar";
    }

    private void scanUnit(File folder, String name, List<Group> groups) {
        FileDecision decision = decision(folder.toPath(), name);
        UnitFiles files = UnitFiles.of(folder);
        for (String unreadable : files.unreadable()) {
            seen.refuse(
                    decision(folder.toPath().resolve(unreadable), name + "/" + unreadable),
                    Rule.READABLE,
                    unreadableFolder());
        }
        if (files.jars().isEmpty()) {
            if (files.unreadable().isEmpty()) {
                seen.skip(decision, Rule.PLUGINS, "a folder without jars");
            } else {
                decision.fail(Rule.READABLE, "not all of it can be read");
            }
            return;
        }
        decision.pass(Rule.NAME).pass(Rule.READABLE);
        List<Part> parts = new ArrayList<>();
        int untrusted = trust == null ? 0 : trust.count();
        for (String jar : files.jars()) {
            String path = name + "/" + jar;
            File file = new File(folder, jar);
            isKnown(path, file);
            Part part = read(path, file);
            if (part != null) {
                parts.add(part);
            }
        }
        if (trust != null && trust.count() > untrusted) {
            trust.refuseUnit(decision, parts, untrusted);
            return;
        }
        groups.add(new Group(decision, name, parts, false));
    }

    private boolean isKnown(String name, File file) {
        known = cache == null ? null : cache.find(name, file);
        return known != null;
    }

    /** The jar; null if it was refused. */
    private @Nullable Part read(String name, File file) {
        FileDecision decision = decision(file.toPath(), name).pass(Rule.NAME);
        FolderCache from = cache;
        FolderCache.Known remembered = known;
        if (from != null && remembered != null) {
            PluginJar jar = PluginJar.known(name, file, remembered.fingerprint(), from, copies);
            decision.taken(jar);
            decision.pass(Rule.READABLE).pass(Rule.SOUND);
            return new Part(decision, jar, remembered.facts());
        }
        long time = from == null ? 0 : file.lastModified();
        PluginJar jar;
        try {
            if (!file.isFile()) {
                seen.refuse(decision, Rule.READABLE, noFile(file));
                return null;
            }
            jar = PluginJar.take(name, file, copies);
        } catch (ZipException bad) {
            decision.pass(Rule.READABLE);
            seen.refuse(decision, Rule.SOUND, Unreadable.words(file, bad));
            return null;
        } catch (IOException bad) {
            seen.refuse(decision, Rule.READABLE, Unreadable.noAccess(file, bad));
            return null;
        }
        decision.taken(jar);
        decision.pass(Rule.READABLE).pass(Rule.SOUND);
        if (trust != null && trust.refuses(decision, jar)) {
            return null;
        }
        try {
            JarFacts facts = JarFacts.read(jar);
            if (from != null && jar.isKept()) {
                from.add(name, jar, time, facts);
            }
            return new Part(decision, jar, facts);
        } catch (IOException bad) {
            seen.refuse(decision, Rule.SERVICES, Unreadable.words(file, bad));
            return null;
        }
    }

    private static Words noFile(File file) {
        return file.exists()
                ? new Words("it is neither a file nor a folder", "replace it by the jar of the plugin")
                : new Words(
                        "the file cannot be read (it is a link to what is not there)",
                        "see that what it points to is there");
    }

    private static Words noFolder(File folder) {
        String cause = folder.exists() ? "this is no folder" : "there is no such folder";
        File parent = folder.getParentFile();
        File[] others = parent == null ? null : parent.listFiles(File::isDirectory);
        String hint = "";
        if (others != null) {
            List<String> names = Arrays.stream(others).map(File::getName).toList();
            hint = Nearest.of(folder.getName(), names)
                    .map(near -> ", perhaps '" + near + "'")
                    .orElse("");
        }
        return new Words(cause, "name the folder that holds the plugins" + hint);
    }

    private static Words unreadableFolder() {
        return new Words("the folder cannot be read", "let the user of this process read it");
    }
}
