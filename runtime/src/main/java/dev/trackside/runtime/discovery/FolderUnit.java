package dev.trackside.runtime.discovery;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has a loader of its own: a jar of a plugins folder, or the jars of one of its sub-folders.
 *
 * @param name the name of the jar or sub-folder
 * @param files the jars, at least one
 */
public record FolderUnit(String name, List<File> files) {

    /** Copies the list. */
    public FolderUnit {
        files = List.copyOf(files);
    }

    /**
     * Lists folders without reading what is in them.
     *
     * @param folders the folders; those that are not there are passed over
     * @return their units, by name in each folder
     */
    public static List<FolderUnit> in(List<PluginFolder> folders) {
        List<FolderUnit> units = new ArrayList<>();
        for (PluginFolder folder : folders) {
            File[] files = folder.path().toFile().listFiles();
            for (File file :
                    files == null ? new File[0] : Stream.of(files).sorted().toArray(File[]::new)) {
                if (file.getName().startsWith(".")) {
                    continue;
                }
                if (file.isDirectory()) {
                    List<File> jars = UnitFiles.of(file).jars().stream()
                            .map(name -> new File(file, name))
                            .toList();
                    units.add(new FolderUnit(file.getName(), jars));
                } else if (PluginFolder.isJar(file.getName())) {
                    units.add(new FolderUnit(file.getName(), List.of(file)));
                }
            }
        }
        units.removeIf(unit -> unit.files().isEmpty());
        return units;
    }
}
