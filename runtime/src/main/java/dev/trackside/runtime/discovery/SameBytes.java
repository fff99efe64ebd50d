package dev.trackside.runtime.discovery;

import dev.trackside.runtime.jar.PluginJar;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which jars with plugins are there twice. What is on the class path comes first, then what has its libraries beside it, then what comes first by
 * name.
 */
final class SameBytes {

    private final List<File> onHost = new ArrayList<>();
    private final Map<Long, List<PluginJar>> preferred = new HashMap<>();

    /** Jars on the class path that have plugins. */
    void onHost(List<FileDecision> files) {
        for (int i = 0; i < files.size(); i++) {
            File file =
                    files.get(i).path().isPresent() ? files.get(i).path().get().toFile() : null;
            if (file != null && file.isFile()) {
                onHost.add(file);
            }
        }
    }

    /** Chooses one of each that is there twice. */
    void prefer(List<FolderScan.Group> groups) {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < groups.size(); i++) {
                FolderScan.Group group = groups.get(i);
                if ((group.parts().size() > 1) == (round == 0)) {
                    for (FolderScan.Part part : group.parts()) {
                        if (!part.facts().plugins().isEmpty()) {
                            choose(part.jar());
                        }
                    }
                }
            }
        }
    }

    private void choose(PluginJar jar) {
        if (chosen(jar) == null) {
            Long key = key(jar);
            List<PluginJar> alike = preferred.get(key);
            if (alike == null) {
                alike = new ArrayList<>(1);
                preferred.put(key, alike);
            }
            alike.add(jar);
        }
    }

    private @Nullable PluginJar chosen(PluginJar jar) {
        List<PluginJar> alike = preferred.get(key(jar));
        if (alike != null) {
            for (PluginJar other : alike) {
                if (other == jar || isSame(other, jar)) {
                    return other;
                }
            }
        }
        return null;
    }

    private static Long key(PluginJar jar) {
        try {
            return jar.fingerprint();
        } catch (IOException unreadable) {
            return -1L; // then it is compared with all others that cannot be read
        }
    }

    private static boolean isSame(PluginJar one, PluginJar other) {
        try {
            return one.sameBytes(other);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** What has the same bytes and is used instead; null if there is nothing. */
    @Nullable
    String as(PluginJar jar) {
        for (int i = 0; i < onHost.size(); i++) {
            if (onHost.get(i).length() == jar.file().length() && isSame(onHost.get(i), jar)) {
                return onHost.get(i).getName() + " on the class path";
            }
        }
        PluginJar chosen = chosen(jar);
        return chosen == null || chosen == jar ? null : chosen.name();
    }

    private static boolean isSame(File file, PluginJar jar) {
        try {
            return jar.sameBytes(file);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
