package dev.trackside.runtime.facts;

import dev.trackside.runtime.jar.JarMemory;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.spi.PluginSpec;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the jars of a plugins folder said of themselves when they were last read, so that those that have not changed need not be opened. A jar that has
 * another size or time is read again; one whose classes are loaded is read as a whole and must be the one that was remembered, whatever its time.
 *
 * <p>The file is only ever a shortcut: one that is missing, cut, damaged, of another version or of another folder is passed over and written anew. It
 * decides nothing about trust, which goes by the bytes that are loaded. Made for cold starts: numbers and texts with their lengths, in the order in
 * which they are read; {@link FolderCacheWriter} writes them.
 */
public final class FolderCache implements JarMemory {

    static final int MAGIC = 0x54_53_50_01; // the last byte is the version of the layout
    static final int MAX_BYTES = 32 << 20;

    private final File file;
    private final String folder;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Known> current = new HashMap<>();
    private byte[] bytes = new byte[0];
    private int at;
    private boolean changed;

    /**
     * A jar that was read.
     *
     * @param size how many bytes it had
     * @param time when it was changed last, in milliseconds since 1970
     * @param fingerprint that of {@link PluginJar#fingerprint}
     * @param plugins what it registers, each with its facts
     */
    public record Known(long size, long time, long fingerprint, List<JarFacts.Named> plugins) {

        /**
         * What it said of itself.
         *
         * @return facts of a jar that is as it should be
         */
        public JarFacts facts() {
            return JarFacts.of(plugins);
        }
    }

    private FolderCache(File file, String folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * Opens what is remembered of a folder.
     *
     * @param caches where such files are
     * @param plugins the folder with plugins
     * @return what is remembered; nothing if there is no file, or none that can be used
     */
    public static FolderCache open(File caches, File plugins) {
        String folder = plugins.getPath();
        byte[] name = folder.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(name, 0, name.length);
        String key = Long.toHexString(sum.getValue()).concat(Integer.toHexString(folder.hashCode()));
        FolderCache cache = new FolderCache(new File(caches, key.concat(".plugins")), folder);
        if (cache.file.isFile()) {
            cache.load();
        }
        return cache;
    }

    private void load() {
        try (FileInputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
            read();
        } catch (IOException unusable) {
            known.clear();
            FolderCacheWriter.unusable(file, unusable);
        }
        bytes = new byte[0];
    }

    private void read() throws IOException {
        int end = bytes.length - Long.BYTES;
        if (end < 0) {
            throw new IOException("it is cut");
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, end);
        at = end;
        if (whole() != sum.getValue()) {
            throw new IOException("it is damaged");
        }
        at = 0;
        if (number() != MAGIC || !text().equals(ApiVersion.current().toString()) || !text().equals(folder)) {
            throw new IOException("it is of another version or folder");
        }
        PluginFacts[] kinds = new PluginFacts[size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = kind();
        }
        int jars = size();
        for (int i = 0; i < jars; i++) {
            known.put(text(), jar(kinds));
        }
        if (at != end) {
            throw new IOException("it has more than it says");
        }
    }

    private PluginFacts kind() throws IOException {
        PluginSpec spec = new PluginSpec(
                "-",
                true,
                PluginFacts.phase(text()),
                PluginFacts.attach(text()),
                PluginFacts.onFailure(text()),
                texts(),
                texts(),
                texts(),
                texts());
        return new PluginFacts(spec, "", text(), number());
    }

    private Known jar(PluginFacts[] kinds) throws IOException {
        long size = whole();
        long time = whole();
        long fingerprint = whole();
        int count = size();
        List<JarFacts.Named> plugins = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            plugins.add(plugin(kinds));
        }
        return new Known(size, time, fingerprint, plugins);
    }

    private JarFacts.Named plugin(PluginFacts[] kinds) throws IOException {
        int kind = number();
        if (kind < 0 || kind >= kinds.length) {
            throw new IOException("it is damaged");
        }
        String table = text();
        return new JarFacts.Named(table, kinds[kind].named(text(), text()));
    }

    private List<String> texts() throws IOException {
        int count = size();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /** A count of what follows, each at least a byte. */
    private int size() throws IOException {
        int count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IOException("it is damaged");
        }
        return count;
    }

    private int number() throws IOException {
        int here = at;
        if (here + Integer.BYTES > bytes.length) {
            throw new IOException("it is cut");
        }
        at = here + Integer.BYTES;
        return bytes[here] << 24
                | (bytes[here + 1] & 0xff) << 16
                | (bytes[here + 2] & 0xff) << 8
                | (bytes[here + 3] & 0xff);
    }

    private long whole() throws IOException {
        return (long) number() << 32 | (number() & 0xffffffffL);
    }

    /** A text; its length is negative where it has more than ASCII, which takes longer. */
    private String text() throws IOException {
        int length = number();
        int here = at;
        int stop = here + Math.abs(length);
        if (stop < here || stop > bytes.length) {
            throw new IOException("it is cut");
        }
        at = stop;
        return length < 0
                ? new String(bytes, here, -length, StandardCharsets.UTF_8)
                : new String(bytes, here, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * What a jar said of itself.
     *
     * @param name its path below the folder
     * @param jar the jar
     * @return null if it is new, changed, or not there
     */
    public @Nullable Known find(String name, File jar) {
        Known entry = known.get(name);
        if (entry == null || entry.size() != jar.length() || entry.time() != jar.lastModified()) {
            return null;
        }
        current.put(name, entry);
        return entry;
    }

    /**
     * Remembers a jar that was read and {@link PluginJar#isKept kept}. Only if it says all that is needed: what is wrong with others is to be said each time.
     *
     * @param name its path below the folder
     * @param jar the jar, as it was read
     * @param time when it was changed last, asked before it was read
     * @param facts what it says of itself
     * @throws IOException if its size cannot be told any more
     */
    public void add(String name, PluginJar jar, long time, JarFacts facts) throws IOException {
        changed = true;
        if (facts.isWhole()) {
            long fingerprint = jar.fingerprint();
            current.put(name, new Known(fingerprint >>> 32, time, fingerprint, List.copyOf(facts.plugins())));
        }
    }

    /** Keeps what was remembered in this scan. */
    public void close() {
        if (changed || current.size() != known.size()) {
            FolderCacheWriter.write(file, folder, current);
        }
    }

    /** Forgets all: a jar was another one than size and time let expect. */
    @Override
    public void wasWrong() {
        FolderCacheWriter.drop(file);
    }
}
