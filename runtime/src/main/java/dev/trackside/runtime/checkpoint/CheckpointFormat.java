package dev.trackside.runtime.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a checkpoint holds into one ZIP file and back: {@code manifest.json}, {@code run.json}, {@code callbacks.json}, then
 * {@code engine/PART} for each part of the engine and {@code values/N} for arrays and weights in the state of callbacks. Equal data give
 * equal bytes. The whole format is in {@code docs/checkpoint-format.md}.
 */
public final class CheckpointFormat {

    static final String RUN = "run.json";
    static final String CALLBACKS = "callbacks.json";
    static final String ENGINE = "engine/";
    static final String VALUES = "values/";
    static final String TYPE = "type";
    static final String VALUE = "value";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9-]+");

    private CheckpointFormat() {}

    /**
     * The version of Trackside that runs now, as checkpoints and records name it.
     *
     * @return the version; {@code unknown} where Trackside runs from folders of classes
     */
    public static String runningVersion() {
        return Manifest.runningVersion();
    }

    /**
     * Writes a checkpoint.
     *
     * @param data what it holds
     * @param out where to; flushed, not closed
     * @throws IOException if the stream cannot take it
     * @throws IllegalArgumentException if a value is not in plain form or the name of an engine part has other characters
     */
    public static void write(CheckpointData data, OutputStream out) throws IOException {
        Map<String, byte[]> contents = contents(data);
        Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
        contents.forEach((name, content) -> entries.put(name, Manifest.Entry.of(content)));
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                Manifest.runningVersion(),
                data.created(),
                data.run().get(CheckpointData.RUN_NAME) instanceof String name ? name : null,
                entries);

        ZipOutputStream zip = new ZipOutputStream(out);
        put(zip, Manifest.NAME, manifest.toJson(), data.created());
        for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
            put(zip, entry.getKey(), entry.getValue(), data.created());
        }
        zip.finish();
        out.flush();
    }

    /**
     * Reads a checkpoint and verifies every size and checksum.
     *
     * @param location where the bytes come from, for messages
     * @param in the whole file; read to its end, not closed
     * @return what it holds
     * @throws CheckpointException if it is damaged, cut off, no checkpoint, or of a newer format
     * @throws IOException if the stream cannot be read
     */
    public static CheckpointData read(String location, InputStream in) throws IOException {
        CheckpointZip zip = CheckpointZip.read(location, in);
        Map<String, byte[]> engine = new LinkedHashMap<>();
        zip.contents().forEach((name, content) -> {
            if (name.startsWith(ENGINE)) {
                engine.put(name.substring(ENGINE.length()), content);
            }
        });
        try {
            Map<String, @Nullable Object> run = new LinkedHashMap<>();
            PlainJson.read(zip.content(RUN))
                    .forEach((key, value) -> run.put(key, PlainJson.decode(key, value, zip::content)));
            return new CheckpointData(run, callbacks(zip), engine);
        } catch (IOException | IllegalArgumentException e) {
            // The checksums hold, so nobody damaged it: who wrote it did it wrong.
            throw new CheckpointException(
                    "%s cannot be used: its content does not follow the format (%s)."
                            .formatted(location, e.getMessage()),
                    e);
        }
    }

    /**
     * Reads the manifest of a checkpoint and nothing else, which is quick however big the checkpoint is.
     *
     * @param location where the bytes come from, for messages
     * @param in the file from its beginning
     * @return its manifest
     * @throws CheckpointException if it has no manifest that can be read
     * @throws IOException if the stream cannot be read
     */
    static Manifest readManifest(String location, InputStream in) throws IOException {
        return CheckpointZip.readManifest(location, in);
    }

    private static Map<String, byte[]> contents(CheckpointData data) throws IOException {
        Map<String, byte[]> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        data.run().forEach((key, value) -> run.put(key, PlainJson.encode(key, value, bytes -> keep(values, bytes))));
        Map<String, Object> callbacks = new LinkedHashMap<>();
        data.callbacks().forEach((id, fields) -> {
            Map<String, Object> saved = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put(TYPE, field.type());
                json.put(VALUE, PlainJson.encode(id + "." + name, field.value(), bytes -> keep(values, bytes)));
                saved.put(name, json);
            });
            callbacks.put(id, saved);
        });

        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(RUN, PlainJson.write(run));
        contents.put(CALLBACKS, PlainJson.write(callbacks));
        data.engine().forEach((part, content) -> {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "The engine calls a part of its state '" + part + "'; letters, digits and - are allowed.");
            }
            contents.put(ENGINE + part, content);
        });
        contents.putAll(values);
        return contents;
    }

    private static String keep(Map<String, byte[]> values, byte[] bytes) {
        String name = VALUES + (values.size() + 1);
        values.put(name, bytes);
        return name;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, Instant created) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(created, ZoneOffset.UTC));
        if (!name.endsWith(".json")) {
            // Weights hardly get smaller by compression, only slower.
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static Map<String, Map<String, SavedField>> callbacks(CheckpointZip zip) throws IOException {
        Map<String, Map<String, SavedField>> callbacks = new LinkedHashMap<>();
        PlainJson.read(zip.content(CALLBACKS)).forEach((id, fields) -> {
            Map<String, SavedField> saved = new LinkedHashMap<>();
            object(id, fields).forEach((name, json) -> {
                String where = id + "." + name;
                Map<?, ?> field = object(where, json);
                if (!(field.get(TYPE) instanceof String type) || !field.containsKey(VALUE)) {
                    throw new IllegalArgumentException(where + " has no " + TYPE + " or no " + VALUE);
                }
                saved.put(
                        String.valueOf(name),
                        new SavedField(type, PlainJson.decode(where, field.get(VALUE), zip::content)));
            });
            callbacks.put(id, saved);
        });
        return callbacks;
    }

    private static Map<?, ?> object(String where, @Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(where + " is no object");
    }
}
