package dev.trackside.runtime.discovery;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars of a sub-folder, by name, with what lies below it up to a depth. Links are followed, each folder once, so that a link to what is above
 * it ends.
 *
 * @param jars their paths below the folder, with slashes
 * @param unreadable folders below it that cannot be listed, likewise
 */
record UnitFiles(List<String> jars, List<String> unreadable) {

    private static final int MAX_DEPTH = 3;

    static UnitFiles of(File folder) {
        UnitFiles files = new UnitFiles(new ArrayList<>(), new ArrayList<>());
        Set<File> seen = new HashSet<>();
        try {
            // A link to the plugins folder does not make all of it a part of one plugin.
            seen.add(new File(folder, "..").getCanonicalFile());
            File named = folder.getAbsoluteFile().getParentFile();
            seen.add(named == null ? folder : named.getCanonicalFile());
        } catch (IOException odd) {
            files.unreadable.add("");
            return files;
        }
        files.collect(folder, "", 1, seen);
        return files;
    }

    private void collect(File folder, String prefix, int depth, Set<File> seen) {
        try {
            if (!seen.add(folder.getCanonicalFile())) {
                return;
            }
        } catch (IOException odd) {
            unreadable.add(prefix);
            return;
        }
        String[] names = folder.list();
        if (names == null) {
            unreadable.add(prefix);
            return;
        }
        Arrays.sort(names);
        for (String name : names) {
            if (name.startsWith(".")) {
                continue;
            }
            File file = new File(folder, name);
            if (file.isDirectory()) {
                if (depth < MAX_DEPTH) {
                    collect(file, prefix + name + "/", depth + 1, seen);
                }
            } else if (PluginFolder.isJar(name)) {
                jars.add(prefix + name);
            }
        }
    }
}
