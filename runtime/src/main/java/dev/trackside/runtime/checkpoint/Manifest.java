package dev.trackside.runtime.checkpoint;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first entry of a checkpoint: what it is and what must follow.
 *
 * @param version the version of the format
 * @param trackside the version of Trackside that wrote it
 * @param created when the checkpoint was taken
 * @param runName the name of the run; null if it has none
 * @param entries the entries that follow, in their order
 */
record Manifest(
        int version,
        String trackside,
        Instant created,
        @Nullable String runName,
        Map<String, Entry> entries) {

    /** The name of the entry. */
    static final String NAME = "manifest.json";

    /** The version that this code writes, and the newest that it reads. */
    static final int VERSION = 1;

    private static final String FORMAT = "trackside-checkpoint";

    /**
     * What an entry must be.
     *
     * @param size bytes
     * @param sha256 the checksum, in lower-case hexadecimal digits
     */
    record Entry(long size, String sha256) {

        static Entry of(byte[] content) {
            return new Entry(content.length, Manifest.sha256(content));
        }
    }

    Manifest {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The version of Trackside that runs now. */
    static String runningVersion() {
        String inJar = Manifest.class.getPackage().getImplementationVersion();
        if (inJar != null) {
            return inJar;
        }
        ModuleDescriptor module = Manifest.class.getModule().getDescriptor();
        return module == null ? "unknown" : module.rawVersion().orElse("unknown");
    }

    byte[] toJson() throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", version);
        json.put("trackside", trackside);
        json.put("created", created.toString());
        json.put("run-name", runName);
        Map<String, Object> list = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("size", entry.size());
            one.put("sha256", entry.sha256());
            list.put(name, one);
        });
        json.put("entries", list);
        return PlainJson.write(json);
    }

    /**
     * Reads it.
     *
     * @throws CheckpointException if it is none, or of a version that this code does not know
     */
    static Manifest fromJson(String location, byte[] bytes) {
        Map<String, @Nullable Object> json;
        try {
            json = PlainJson.read(bytes);
        } catch (IOException e) {
            throw unusable(location, "it is no JSON object", e);
        }
        if (!FORMAT.equals(json.get("format"))) {
            throw unusable(location, "its format is " + json.get("format") + ", not " + FORMAT, null);
        }
        if (!(json.get("version") instanceof Integer version) || version < 1) {
            throw unusable(location, "its version is " + json.get("version"), null);
        }
        String trackside = String.valueOf(json.get("trackside"));
        if (version > VERSION) {
            throw new CheckpointException(
                    ("%s was written by Trackside %s in version %d of the checkpoint format; this is Trackside %s, which "
                                    + "reads versions up to %d. Resume with Trackside %s or newer.")
                            .formatted(location, trackside, version, runningVersion(), VERSION, trackside));
        }
        Object runName = json.get("run-name");
        return new Manifest(
                version,
                trackside,
                created(location, json),
                runName instanceof String name ? name : null,
                entries(location, json));
    }

    private static Instant created(String location, Map<String, @Nullable Object> json) {
        try {
            return Instant.parse(String.valueOf(json.get("created")));
        } catch (DateTimeException e) {
            throw unusable(location, "its time is " + json.get("created"), e);
        }
    }

    private static Map<String, Entry> entries(String location, Map<String, @Nullable Object> json) {
        if (!(json.get("entries") instanceof Map<?, ?> list)) {
            throw unusable(location, "it lists no entries", null);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        list.forEach((name, value) -> {
            if (!(value instanceof Map<?, ?> entry)
                    || !(entry.get("size") instanceof Number size)
                    || !(entry.get("sha256") instanceof String sha256)
                    || size.longValue() < 0) {
                throw unusable(location, "it does not say size and sha256 of entry " + name, null);
            }
            entries.put(String.valueOf(name), new Entry(size.longValue(), sha256));
        });
        return entries;
    }

    private static CheckpointException unusable(String location, String why, @Nullable Throwable cause) {
        return new CheckpointException(
                "%s is no checkpoint that can be used: its %s is damaged (%s).".formatted(location, NAME, why), cause);
    }
}
