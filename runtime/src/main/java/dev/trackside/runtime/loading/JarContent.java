package dev.trackside.runtime.loading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a jar says of itself, read without loading a class.
 *
 * @param tables the names in its service file, in their order
 * @param descriptors the tables it has descriptors of
 */
record JarContent(Set<String> tables, List<String> descriptors) {

    private static final int MAX_SERVICE_FILE_BYTES = 1 << 20;

    /** Copies the parts. */
    JarContent {
        tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
        descriptors = List.copyOf(descriptors);
    }

    /** Reads a jar; an {@link IOException} says that it is none, or damaged. */
    static JarContent read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> descriptors = new ArrayList<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                PluginDescriptor.tableOf(entry.getName()).ifPresent(descriptors::add);
            }
            JarEntry services = file.getJarEntry(ServiceEntries.FILE);
            if (services == null) {
                return new JarContent(Set.of(), descriptors);
            }
            if (services.getSize() > MAX_SERVICE_FILE_BYTES) {
                throw new IOException("its service file is larger than 1 MB");
            }
            try (InputStream stream = file.getInputStream(services)) {
                return new JarContent(ServiceEntries.read(stream), descriptors);
            }
        }
    }

    /** What a file is that cannot be read as a jar. */
    static Causes.Words unreadable(Path jar, Exception fault) {
        byte[] head = new byte[64];
        int length;
        try (InputStream stream = Files.newInputStream(jar)) {
            length = stream.readNBytes(head, 0, head.length);
        } catch (IOException noAccess) {
            return new Causes.Words(
                    "the file cannot be read (%s)".formatted(noAccess.getMessage()), "copy the jar again");
        }
        if (length == 0) {
            return new Causes.Words("the file is empty", "copy the jar again");
        }
        String start = new String(head, 0, length, StandardCharsets.ISO_8859_1).stripLeading();
        if (start.startsWith("<")) {
            return new Causes.Words(
                    "this is a web page (HTML or XML) and not a jar, as a failed download leaves it",
                    "download the jar again");
        }
        if (start.startsWith("PK")) {
            return new Causes.Words(
                    "the jar is damaged or incomplete (%s)".formatted(fault.getMessage()), "copy the jar again");
        }
        return new Causes.Words(
                "this is not a jar (%s)".formatted(fault.getMessage()), "replace it by the jar of the plugin");
    }
}
