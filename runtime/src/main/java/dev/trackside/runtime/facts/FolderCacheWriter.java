package dev.trackside.runtime.facts;

import dev.trackside.spi.PluginSpec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes what is remembered of a plugins folder: aside, and renamed, so that another process sees the old file or the new one. What cannot be written
 * is a shortcut less and nothing else.
 */
final class FolderCacheWriter {

    /** Found when something is logged: a start that has nothing to say should not pay for it. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(FolderCacheWriter.class);
    }

    /** A file that was changed this short a time ago may be changed again without getting another time. */
    private static final long SETTLED_MILLIS = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private FolderCacheWriter() {}

    static void write(File file, String folder, Map<String, FolderCache.Known> jars) {
        write(file, folder, jars, System.currentTimeMillis());
    }

    static void write(File file, String folder, Map<String, FolderCache.Known> jars, long now) {
        Map<String, FolderCache.Known> settled = new TreeMap<>(jars);
        settled.values().removeIf(jar -> jar.time() > now - SETTLED_MILLIS);
        Path target = file.toPath();
        try {
            byte[] content = new FolderCacheWriter().content(folder, settled);
            if (content.length > FolderCache.MAX_BYTES) {
                throw new IOException("it would have " + content.length + " bytes");
            }
            Path caches = Files.createDirectories(target.toAbsolutePath().getParent());
            // Of this process, thread and moment; random names cost a start more than all else here.
            Path aside = caches.resolve("%d-%d-%d.part"
                    .formatted(
                            ProcessHandle.current().pid(),
                            Thread.currentThread().getId(),
                            System.nanoTime()));
            try {
                Files.write(aside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                move(aside, target);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException unwritable) {
            Log.LOGGER.debug(
                    "What is known of the plugins in {} is not kept in {}: {}", folder, target, unwritable.toString());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException odd) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void drop(File file) {
        try {
            if (Files.deleteIfExists(file.toPath())) {
                Log.LOGGER.debug("{} is wrong about a jar, and was deleted", file);
            }
        } catch (IOException held) {
            Log.LOGGER.warn("{} is wrong about a jar and cannot be deleted ({}); delete it.", file, held.toString());
        }
    }

    static void unusable(File file, IOException why) {
        Log.LOGGER.debug("{} is not used and will be written anew: {}", file, why.getMessage());
    }

    private byte[] content(String folder, Map<String, FolderCache.Known> jars) throws IOException {
        Map<PluginFacts, Integer> kinds = new LinkedHashMap<>();
        for (FolderCache.Known jar : jars.values()) {
            for (JarFacts.Named plugin : jar.plugins()) {
                kinds.putIfAbsent(kind(plugin), kinds.size());
            }
        }
        out.writeInt(FolderCache.MAGIC);
        text(ApiVersion.current().toString());
        text(folder);
        out.writeInt(kinds.size());
        for (PluginFacts kind : new ArrayList<>(kinds.keySet())) {
            kind(kind);
        }
        out.writeInt(jars.size());
        for (Map.Entry<String, FolderCache.Known> jar : jars.entrySet()) {
            text(jar.getKey());
            jar(jar.getValue(), kinds);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.toByteArray());
        out.writeLong(sum.getValue());
        return bytes.toByteArray();
    }

    /** What plugins of one author have in common. */
    private static PluginFacts kind(JarFacts.Named plugin) {
        return plugin.known().named("-", "");
    }

    private void kind(PluginFacts kind) throws IOException {
        PluginSpec spec = kind.spec();
        text(spec.phase().name());
        text(spec.attach().name());
        text(spec.onFailure().name());
        texts(spec.before());
        texts(spec.after());
        texts(spec.requires());
        texts(spec.produces());
        text(kind.apiVersion());
        out.writeInt(kind.java());
    }

    private void jar(FolderCache.Known jar, Map<PluginFacts, Integer> kinds) throws IOException {
        out.writeLong(jar.size());
        out.writeLong(jar.time());
        out.writeLong(jar.fingerprint());
        out.writeInt(jar.plugins().size());
        for (JarFacts.Named plugin : jar.plugins()) {
            out.writeInt(kinds.getOrDefault(kind(plugin), -1));
            text(plugin.table());
            text(plugin.known().spec().id());
            text(plugin.known().handlerClass());
        }
    }

    private void texts(List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean ascii = utf8.length == text.length();
        out.writeInt(ascii ? utf8.length : -utf8.length);
        out.write(utf8);
    }
}
