package dev.trackside.runtime.doctor;

import dev.trackside.TracksideException;
import dev.trackside.runtime.doctor.Doctor.Complaint;
import dev.trackside.runtime.loading.HostPackages;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.Resource;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds jars of Trackside that do not belong together, and copies of its API where nobody takes them from. */
final class TracksideVersions {

    /** What Maven writes into each jar of Trackside. */
    private static final Pattern FILE = Pattern.compile("META-INF/maven/dev\\.trackside/([^/]+)/pom\\.properties");

    private TracksideVersions() {}

    /** Several versions on one class path. */
    static List<Complaint> complaints(ScanResult scan) {
        Map<String, List<String>> jars = new TreeMap<>();
        for (Resource resource : scan.getResourcesMatchingPattern(FILE)) {
            jars.computeIfAbsent(version(resource), version -> new ArrayList<>())
                    .add(Doctor.name(resource.getClasspathElementFile()));
        }
        if (jars.size() < 2) {
            return List.of();
        }
        List<String> versions = new ArrayList<>();
        jars.forEach((version, names) -> versions.add("%s (%s)".formatted(version, Doctor.some(names))));
        return List.of(new Complaint(
                Doctor.Kind.VERSIONS,
                "class path",
                "Trackside",
                "is there in several versions: %s".formatted(String.join("; ", versions)),
                "take all jars of Trackside from one version"));
    }

    private static String version(Resource resource) {
        try (resource) {
            Properties properties = new Properties();
            properties.load(new StringReader(resource.getContentAsString()));
            return properties.getProperty("version", "unknown");
        } catch (IOException fault) {
            throw new TracksideException(
                    "%s cannot be read: %s.".formatted(resource.getURI(), fault.getMessage()), fault);
        }
    }

    /** Classes of the API in jars of plugins, which always get those of the host. */
    static List<Complaint> copies(ScanResult scan) {
        Map<String, List<String>> copies = new TreeMap<>();
        for (ClassInfo type : scan.getAllClasses()) {
            if (!type.isExternalClass() && HostPackages.API.contains(type.getPackageName())) {
                copies.computeIfAbsent(Doctor.name(type.getClasspathElementFile()), name -> new ArrayList<>())
                        .add(type.getName());
            }
        }
        List<Complaint> complaints = new ArrayList<>();
        copies.forEach((jar, names) -> complaints.add(new Complaint(
                Doctor.Kind.COPY,
                jar,
                null,
                "has classes of Trackside's API (%s), of which none is used: plugins get those of the program"
                        .formatted(Doctor.some(names)),
                "leave trackside-api out when packing (Maven: scope provided, Gradle: compileOnly)")));
        return complaints;
    }
}
