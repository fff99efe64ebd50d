package dev.trackside.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars that say which plugin they have; there is no class in them, since nobody loads any. */
final class PluginFiles {

    private PluginFiles() {}

    static Path jar(Path folder, String name, String id, String more) throws IOException {
        Files.createDirectories(folder);
        Path jar = folder.resolve(name);
        String table = "plugin." + id + ".Table";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            add(zip, "META-INF/services/dev.trackside.spi.HandlerTable", table + "\n");
            add(zip, "META-INF/trackside/" + table + ".json", """
                    {"format": 1, "id": "%s", "class": "plugin.%s.Handler", "phase": "REPORT", "attach": "ALWAYS",
                     "onFailure": "INFERRED", "before": [], "after": [], "requires": [], "produces": [],
                     "apiVersion": "unknown", "events": [], "handlers": [], "options": []}
                    """.formatted(id, id));
            add(zip, "more.txt", more);
        }
        return jar;
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
