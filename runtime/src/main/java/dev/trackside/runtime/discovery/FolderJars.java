package dev.trackside.runtime.discovery;

import dev.trackside.runtime.jar.JarCopies;
import dev.trackside.runtime.jar.JarVersion;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.trust.LockFile;
import dev.trackside.runtime.trust.Trust;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The jars of plugins folders as a lock file lists them. Nothing of them is run. */
public final class FolderJars {

    private FolderJars() {}

    /**
     * Looks into folders as a run does.
     *
     * @param lock the sound jars, libraries of sub-folders too
     * @param refusals what is no sound jar, or cannot be read, and so is not among them
     */
    public record Listing(LockFile lock, List<Refusal> refusals) {}

    /**
     * Lists jars.
     *
     * @param folders the folders
     * @return their jars, by name
     * @throws IOException if a jar cannot be read any more
     */
    public static Listing list(List<PluginFolder> folders) throws IOException {
        Seen seen = new Seen();
        try (JarCopies copies = new JarCopies()) {
            // Nothing is trusted here, so that no plugin without a descriptor is loaded to see what it is.
            SameBytes same = new SameBytes();
            FolderPlugins none = new FolderPlugins(seen, same, FolderJars.class.getClassLoader(), List.of());
            new FolderScan(seen, copies, same, none, Trust.none()).scan(folders);
            List<LockFile.Jar> jars = new ArrayList<>();
            for (FileDecision file : seen.files) {
                PluginJar jar = file.jar();
                if (jar != null) {
                    jars.add(new LockFile.Jar(
                            jar.name(), JarVersion.of(jar).orElse(null), jar.sha256(), ids(seen, file)));
                }
            }
            List<Refusal> refusals = new ArrayList<>();
            for (FileDecision file : seen.files) {
                if (file.jar() == null) {
                    seen.refusals.stream()
                            .filter(refusal -> refusal.source().equals(file.source()))
                            .forEach(refusals::add);
                }
            }
            return new Listing(new LockFile(jars), refusals);
        }
    }

    private static List<String> ids(Seen seen, FileDecision file) {
        List<String> ids = new ArrayList<>();
        for (Refusal refusal : seen.refusals) {
            String id = refusal.id();
            if (id != null && refusal.source().equals(file.source()) && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids.stream().sorted().toList();
    }
}
