package dev.trackside.runtime.doctor;

import dev.trackside.runtime.doctor.Doctor.Complaint;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds classes that several jars of one class path have, so that those of the later ones are never used. */
final class Overlaps {

    private static final String CLASS = ".class";
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-\\d[\\w.+-]*\\.jar");

    private final ScanResult scan;
    /** What each pair of jars has in common, the one that is used first. */
    private final Map<Pair, List<String>> pairs = new LinkedHashMap<>();

    Overlaps(ScanResult scan) {
        this.scan = scan;
    }

    private record Pair(File used, File shadowed) {}

    List<Complaint> complaints() {
        for (Map.Entry<String, io.github.classgraph.ResourceList> entry :
                scan.getAllResources().findDuplicatePaths()) {
            String path = entry.getKey();
            if (path.endsWith(CLASS) && !path.endsWith("-info.class") && !path.startsWith("META-INF/")) {
                add(path, entry.getValue());
            }
        }
        List<Complaint> complaints = new ArrayList<>();
        pairs.forEach((pair, names) -> complaints.add(complaint(pair, names)));
        return complaints;
    }

    private void add(String path, List<Resource> places) {
        File used = places.get(0).getClasspathElementFile();
        String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        for (Resource place : places.subList(1, places.size())) {
            File shadowed = place.getClasspathElementFile();
            if (!shadowed.equals(used)) {
                pairs.computeIfAbsent(new Pair(used, shadowed), pair -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    private static Complaint complaint(Pair pair, List<String> names) {
        String used = pair.used().getName();
        String shadowed = pair.shadowed().getName();
        // Two jars of one name can only be told apart by their folders.
        if (used.equals(shadowed)) {
            used = pair.used().getPath();
            shadowed = pair.shadowed().getPath();
        }
        String what = isSameLibrary(pair)
                ? "is the same library as %s, which comes first, so that nothing of this one is used (%s)"
                : "has classes that %s has too, which comes first, so that those of this one are not used (%s)";
        return new Complaint(
                Doctor.Kind.SHADOWED,
                shadowed,
                null,
                what.formatted(used, Doctor.some(names.stream().sorted().toList())),
                "take %s or %s away".formatted(shadowed, used));
    }

    private static boolean isSameLibrary(Pair pair) {
        Matcher one = VERSIONED.matcher(pair.used().getName());
        Matcher other = VERSIONED.matcher(pair.shadowed().getName());
        return one.matches() && other.matches() && one.group(1).equals(other.group(1));
    }
}
