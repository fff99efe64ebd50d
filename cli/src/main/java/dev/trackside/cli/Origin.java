package dev.trackside.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where a class came from, for people. */
final class Origin {

    private Origin() {}

    /** The name of the jar, or the folder of classes. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "the JDK";
        }
        String location = source.getLocation().toString();
        if (!location.startsWith("file:")) {
            return location;
        }
        Path path = Path.of(URI.create(location));
        return location.endsWith(".jar") ? String.valueOf(path.getFileName()) : path.toString();
    }
}
