package dev.trackside.runtime.doctor;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.FileDecision;
import dev.trackside.runtime.discovery.FolderUnit;
import dev.trackside.runtime.discovery.Notice;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what keeps plugins from working, and says how to mend each: what discovery refuses or wonders about, and what it cannot see. It reads
 * class files by ClassGraph, and loads the classes of the plugins that are registered, to see whether they can be loaded. For diagnosis only; a
 * run never does this.
 */
public final class Doctor {

    /** What explains that there is no plugin in a jar. */
    private static final Set<Kind> EXPLAINS = Set.of(Kind.NO_TABLE, Kind.NOT_REGISTERED);

    private Doctor() {}

    /** What a complaint is about; the names are stable. */
    public enum Kind {
        /** A jar or plugin that cannot be used. */
        REFUSED,
        /** A descriptor that is missing or cannot be read. */
        INDEX,
        /** A class with handlers that the processor never saw. */
        NO_TABLE,
        /** A plugin that no service file names. */
        NOT_REGISTERED,
        /** A service that nobody can load. */
        SERVICE,
        /** Versions of Trackside that do not belong together. */
        VERSIONS,
        /** Classes of Trackside in a jar of somebody else. */
        COPY,
        /** Classes that are there twice, so that one of them is never used. */
        SHADOWED
    }

    /**
     * Something that will not work as its author meant it.
     *
     * @param kind what it is about
     * @param source the jar or folder, for people
     * @param subject the class or plugin at fault; null if it is the jar itself
     * @param what what is wrong, in words, without a period
     * @param remedy what to do, in words, without a period
     */
    public record Complaint(
            Kind kind, String source, @Nullable String subject, String what, String remedy) {

        /** Checks the parts. */
        public Complaint {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(remedy, "remedy");
        }

        /**
         * The complaint as one line.
         *
         * @return source, subject, what is wrong and what to do
         */
        public String text() {
            return "%s: %s%s; %s.".formatted(source, subject == null ? "" : subject + " ", what, remedy);
        }
    }

    /**
     * Examines the class path, and the jars in folders and their sub-folders.
     *
     * @param classPath the loader of the class path
     * @param folders folders with plugins; those that are not there are passed over
     * @param discovery what was found by that loader and in those folders; the classes of its plugins are loaded now
     * @return complaints: first of what was found, then of the class path, then of the folders by name
     */
    public static List<Complaint> examine(ClassLoader classPath, List<PluginFolder> folders, Discovery discovery) {
        discovery.loadAll();
        List<Complaint> complaints = new ArrayList<>();
        Set<String> refused = new LinkedHashSet<>();
        for (Refusal refusal : discovery.refusals()) {
            complaints.add(complaint(refusal));
            if (refusal.className() != null) {
                refused.add(refusal.className());
            }
        }
        for (Notice notice : discovery.notices()) {
            complaints.add(new Complaint(Kind.INDEX, notice.source(), null, notice.what(), notice.remedy()));
        }
        for (FoundPlugin plugin : discovery.plugins()) {
            otherDescriptor(plugin, discovery).ifPresent(complaints::add);
        }
        try (ScanResult scan = scan(new ClassGraph().overrideClassLoaders(classPath))) {
            complaints.addAll(new UnseenPlugins(scan, refused).complaints());
            complaints.addAll(LostServices.ofClassPath(scan));
            complaints.addAll(new Overlaps(scan).complaints());
            complaints.addAll(TracksideVersions.complaints(scan));
        }
        for (FolderUnit unit : FolderUnit.in(folders)) {
            List<Complaint> ofUnit = new ArrayList<>();
            try (ScanResult scan = scan(new ClassGraph().overrideClasspath(path(unit)))) {
                ofUnit.addAll(new UnseenPlugins(scan, refused).complaints());
                ofUnit.addAll(LostServices.ofFolder(scan));
                ofUnit.addAll(new Overlaps(scan).complaints());
                ofUnit.addAll(TracksideVersions.copies(scan));
            }
            if (ofUnit.stream().anyMatch(one -> EXPLAINS.contains(one.kind()))) {
                complaints.removeIf(one -> isWithoutPlugin(one, unit, discovery));
            }
            complaints.addAll(ofUnit);
        }
        return complaints;
    }

    /** Runs go by the line of the service file; {@code describe} shows the descriptor behind it. */
    private static Optional<Complaint> otherDescriptor(FoundPlugin plugin, Discovery discovery) {
        String what;
        try {
            what = plugin.isAsDescribed()
                    ? ""
                    : "its line in the service file says something else than its descriptor, so they are of two builds";
        } catch (IOException unusable) {
            boolean said = discovery.notices().stream()
                    .anyMatch(one ->
                            one.source().equals(plugin.origin()) && one.what().contains(plugin.tableName()));
            what = said ? "" : "its descriptor cannot be used (%s)".formatted(unusable.getMessage());
        }
        if (what.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Complaint(
                Kind.INDEX,
                plugin.origin(),
                "the plugin '%s':".formatted(plugin.id()),
                what,
                "build it again from clean"));
    }

    /** Whether all it says is that there is no plugin, where something else says why. */
    private static boolean isWithoutPlugin(Complaint complaint, FolderUnit unit, Discovery discovery) {
        return complaint.kind() == Kind.REFUSED
                && complaint.source().equals(unit.name())
                && discovery.files().stream()
                        .filter(file -> file.source().equals(unit.name()))
                        .flatMap(file -> file.steps().stream())
                        .anyMatch(step -> step.rule() == FileDecision.Rule.PLUGINS && !step.passed());
    }

    private static Complaint complaint(Refusal refusal) {
        String subject = refusal.id() != null ? "the plugin '%s':".formatted(refusal.id()) : null;
        return new Complaint(Kind.REFUSED, refusal.source(), subject, refusal.cause(), refusal.remedy());
    }

    private static String path(FolderUnit unit) {
        return String.join(
                File.pathSeparator, unit.files().stream().map(File::getPath).toList());
    }

    private static ScanResult scan(ClassGraph graph) {
        return graph.enableMethodInfo()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility()
                .scan();
    }

    /** The name of a jar, for people. */
    static String name(@Nullable File file) {
        return FileDecision.nameOf(file);
    }

    /** Names as an enumeration in a sentence, cut when there are many. */
    static String some(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : "%s and %d more".formatted(String.join(", ", names.subList(0, 3)), names.size() - 3);
    }
}
