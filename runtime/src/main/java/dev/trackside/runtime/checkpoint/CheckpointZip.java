package dev.trackside.runtime.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The entries of a checkpoint as they were read, each of the size and the checksum that the manifest says. */
final class CheckpointZip {

    /** A manifest has about a hundred bytes for each entry. */
    private static final int LARGEST_MANIFEST = 16 << 20;

    private final Map<String, byte[]> contents;

    private CheckpointZip(Map<String, byte[]> contents) {
        this.contents = contents;
    }

    /** All entries but the manifest, in their order. */
    Map<String, byte[]> contents() {
        return contents;
    }

    /**
     * The content of an entry.
     *
     * @throws IllegalArgumentException if there is no such entry
     */
    byte[] content(String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new IllegalArgumentException("there is no entry " + name);
        }
        return content;
    }

    static Manifest readManifest(String location, InputStream in) throws IOException {
        return new Reading(location, in).manifest();
    }

    static CheckpointZip read(String location, InputStream in) throws IOException {
        ZipTail tail = new ZipTail(in);
        Reading reading = new Reading(location, tail);
        Manifest manifest = reading.manifest();
        reading.checkMemory(manifest);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Map.Entry<String, Manifest.Entry> entry : manifest.entries().entrySet()) {
            contents.put(entry.getKey(), reading.entry(entry.getKey(), entry.getValue()));
        }
        reading.end();
        if (!tail.isWhole(1 + contents.size())) {
            throw new CheckpointException(location + " is cut off or damaged: the directory at its end is not whole.");
        }
        return new CheckpointZip(contents);
    }

    /** One pass over the entries, with messages in words for whatever may be wrong with them. */
    private static final class Reading {

        private final String location;
        private final ZipInputStream zip;

        Reading(String location, InputStream in) {
            this.location = location;
            this.zip = new ZipInputStream(in);
        }

        Manifest manifest() throws IOException {
            String name = next("its beginning");
            if (name == null) {
                throw new CheckpointException(location + " is no checkpoint: it is empty or no ZIP file.");
            }
            if (!name.equals(Manifest.NAME)) {
                throw new CheckpointException(
                        "%s is no checkpoint: its first entry is %s, not %s.".formatted(location, name, Manifest.NAME));
            }
            byte[] bytes = content(Manifest.NAME, LARGEST_MANIFEST);
            if (bytes.length > LARGEST_MANIFEST) {
                throw new CheckpointException("%s is no checkpoint: its %s has more than %d bytes."
                        .formatted(location, Manifest.NAME, LARGEST_MANIFEST));
            }
            return Manifest.fromJson(location, bytes);
        }

        void checkMemory(Manifest manifest) {
            long limit = Runtime.getRuntime().maxMemory();
            long total = 0;
            for (Map.Entry<String, Manifest.Entry> entry : manifest.entries().entrySet()) {
                long size = entry.getValue().size();
                if (size > Integer.MAX_VALUE - 8 || size > limit - total) {
                    throw new CheckpointException(
                            ("%s cannot be read: with entry %s of %d bytes it does not fit into the memory of this Java (%d bytes). Give it more "
                                            + "with -Xmx.")
                                    .formatted(location, entry.getKey(), size, limit));
                }
                total += size;
            }
        }

        byte[] entry(String name, Manifest.Entry expected) throws IOException {
            String found = next("entry " + name);
            if (!name.equals(found)) {
                throw new CheckpointException("%s is damaged: entry %s is missing%s."
                        .formatted(location, name, found == null ? "" : ", in its place is " + found));
            }
            byte[] content = content(name, (int) expected.size());
            if (content.length != expected.size()) {
                throw new CheckpointException("%s is damaged: entry %s has %s than the %d bytes that its manifest says."
                        .formatted(
                                location, name, content.length < expected.size() ? "less" : "more", expected.size()));
            }
            if (!Manifest.sha256(content).equals(expected.sha256())) {
                throw new CheckpointException("%s is damaged: the checksum of entry %s is not the one in its manifest."
                        .formatted(location, name));
            }
            return content;
        }

        void end() throws IOException {
            String more = next("its end");
            if (more != null) {
                throw new CheckpointException(
                        "%s is damaged: it has an entry %s that its manifest does not name.".formatted(location, more));
            }
        }

        private @Nullable String next(String what) throws IOException {
            try {
                ZipEntry entry = zip.getNextEntry();
                return entry == null ? null : entry.getName();
            } catch (EOFException | ZipException | IllegalArgumentException e) {
                throw broken(what, e);
            }
        }

        /** Reads at most one byte more than expected, so that nothing can grow without limit. */
        private byte[] content(String name, int expected) throws IOException {
            try {
                return zip.readNBytes(expected + 1);
            } catch (EOFException | ZipException | IllegalArgumentException e) {
                throw broken("entry " + name, e);
            }
        }

        private CheckpointException broken(String what, Exception cause) {
            return new CheckpointException(
                    cause instanceof EOFException
                            ? "%s is cut off at %s.".formatted(location, what)
                            : "%s is damaged at %s (%s).".formatted(location, what, cause.getMessage()),
                    cause);
        }
    }
}
