package dev.trackside.runtime.loading;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.loading.FileDecision.Outcome;
import dev.trackside.runtime.loading.FileDecision.Place;
import dev.trackside.runtime.loading.FileDecision.Rule;
import dev.trackside.runtime.trust.Trust;
import dev.trackside.spi.HandlerTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Finds plugins in folders: each jar, and each sub-folder with its jars, is a unit with a loader of its own. In the order of names, since file
 * times say nothing.
 *
 * <p>Written for a cold start: it lists by {@code File} and makes no lambdas, which cost more than opening fifty jars when they are the first of
 * the process.
 */
final class FolderScan {

    private final Seen seen;
    private final JarCopies copies;
    private final SameBytes same;
    private final @Nullable TrustCheck trust;
    /** What is remembered of the folder that is looked at, and of the jar. */
    private @Nullable FolderCache cache;

    private FolderCache.@Nullable Known known;

    FolderScan(Seen seen, JarCopies copies, SameBytes same, Trust trust) {
        this.seen = seen;
        this.copies = copies;
        this.same = same;
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
            load(groups.get(i));
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
            } else if (isJar(name) && (isKnown(name, file) || file.isFile())) {
                Part part = read(name, file);
                if (part != null) {
                    groups.add(new Group(part.decision(), name, List.of(part), true));
                }
            } else if (file.isDirectory()) {
                scanUnit(file, name, groups);
            } else if (isJar(name)) {
                seen.refuse(decision(file.toPath(), name), Rule.READABLE, noFile(file));
            } else {
                seen.skip(decision(file.toPath(), name), Rule.NAME, notAJar(name));
            }
        }
    }

    private static String notAJar(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && isJar(name.substring(0, dot))
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
            KeptJar jar = KeptJar.known(name, file, remembered, from, copies);
            decision.taken(jar);
            decision.pass(Rule.READABLE).pass(Rule.SOUND);
            return new Part(decision, jar, JarFacts.of(remembered.plugins()));
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
            if (from != null && jar instanceof KeptJar kept) {
                from.add(name, kept, time, facts);
            }
            return new Part(decision, jar, facts);
        } catch (IOException bad) {
            seen.refuse(decision, Rule.SERVICES, Unreadable.words(file, bad));
            return null;
        }
    }

    private void load(Group group) {
        List<PluginJar> jars = new ArrayList<>(group.parts().size());
        boolean any = false;
        boolean faulty = false;
        boolean repeated = false;
        for (Part part : group.parts()) {
            String earlier = same.as(part.jar());
            if (earlier != null) {
                part.has();
                seen.skip(part.decision(), Rule.UNIQUE, "the same bytes as ".concat(earlier));
                repeated = true;
                continue;
            }
            jars.add(part.jar());
            any |= !part.facts().plugins().isEmpty();
            faulty |= !part.facts().unregistered().isEmpty()
                    || !part.facts().badLines().isEmpty();
        }
        if (!any && !faulty) {
            if (repeated) {
                group.decision().outcome(Outcome.SKIPPED);
            } else if (!group.parts().isEmpty()) {
                seen.refuse(group.decision(), Rule.PLUGINS, noPlugin(group.alone()));
            }
            return;
        }
        PluginUnit unit = new PluginUnit(group.name(), jars, seen);
        seen.units.add(unit);
        for (Part part : group.parts()) {
            if (jars.contains(part.jar())) {
                load(part, unit, group.alone());
            }
        }
        if (!group.alone()) {
            group.decision().outcome(any ? Outcome.USED : Outcome.REFUSED);
        }
    }

    private void load(Part part, PluginUnit unit, boolean alone) {
        FileDecision decision = part.decision();
        JarFacts facts = part.facts();
        if (facts.plugins().isEmpty()
                && facts.unregistered().isEmpty()
                && facts.badLines().isEmpty()) {
            decision.outcome(Outcome.LIBRARY);
            return;
        }
        seen.checkIndex(decision, facts);
        decision.pass(Rule.UNIQUE);
        for (int i = 0; i < facts.plugins().size(); i++) {
            load(part, facts.plugins().get(i), unit);
        }
        if (alone && decision.plugins().isEmpty()) {
            decision.outcome(Outcome.REFUSED);
        }
    }

    private void load(Part part, JarFacts.Named named, PluginUnit unit) {
        PluginFacts facts = named.facts();
        HandlerTable table = null;
        if (facts == null) {
            TableLoading.Origin origin =
                    new TableLoading.Origin(part.jar().name(), part.jar().path());
            table = seen.load(part.decision(), part.jar(), named.table(), unit, null, origin);
            if (table == null) {
                return;
            }
            facts = PluginFacts.of(table);
        }
        FoundPlugin plugin = FoundPlugin.inFolder(named.table(), facts, part.jar(), unit, table);
        part.decision().add(plugin);
        seen.candidates.add(new Seen.Candidate(plugin, part.decision()));
    }

    private static Causes.Words noPlugin(boolean alone) {
        return alone
                ? new Causes.Words(
                        "there is no plugin in this jar",
                        "if a plugin needs it as a library, put both together into a sub-folder; if it should be a plugin, build it"
                                + " with trackside-processor; else remove it")
                : new Causes.Words(
                        "there is no plugin in the jars of this folder",
                        "put the jar of the plugin beside its libraries");
    }

    private static Causes.Words noFile(File file) {
        return file.exists()
                ? new Causes.Words("it is neither a file nor a folder", "replace it by the jar of the plugin")
                : new Causes.Words(
                        "the file cannot be read (it is a link to what is not there)",
                        "see that what it points to is there");
    }

    private static Causes.Words noFolder(File folder) {
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
        return new Causes.Words(cause, "name the folder that holds the plugins" + hint);
    }

    private static Causes.Words unreadableFolder() {
        return new Causes.Words("the folder cannot be read", "let the user of this process read it");
    }

    static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }
}
