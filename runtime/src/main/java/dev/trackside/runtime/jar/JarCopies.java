package dev.trackside.runtime.jar;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What jars of plugins are kept in: memory up to a limit, and a private folder that is made when something needs it. */
public final class JarCopies implements AutoCloseable {

    private static final int MAX_BYTES = 256 << 20;

    private final List<Closeable> open = new ArrayList<>();
    private @Nullable Unpacker unpacker;
    private @Nullable CopyFolder folder;
    private int used;

    synchronized Unpacker unpacker() {
        Unpacker known = unpacker;
        if (known == null) {
            known = new Unpacker();
            unpacker = known;
        }
        return known;
    }

    /** How many bytes the next jar may have to be kept in memory. */
    synchronized int grant() {
        return Math.min(PluginJar.MAX_IN_MEMORY, MAX_BYTES - used);
    }

    synchronized void used(int bytes) {
        used += bytes;
    }

    synchronized void closeLater(Closeable closeable) {
        open.add(closeable);
    }

    synchronized Path copy(Path jar) throws IOException {
        return folder().copy(jar);
    }

    synchronized Path write(String name, byte[] bytes) throws IOException {
        return folder().write(name, bytes);
    }

    private CopyFolder folder() throws IOException {
        CopyFolder there = folder;
        if (there == null) {
            there = CopyFolder.create();
            folder = there;
        }
        return there;
    }

    /** Closes what was opened and deletes copies; whoever asks for something that is not unpacked yet comes too late. */
    @Override
    public synchronized void close() {
        unpacker().close(); // also if it was never used: whoever comes now is too late
        if (!open.isEmpty()) {
            CopyFolder.close(open);
            open.clear();
        }
        if (folder != null) {
            folder.delete();
            folder = null;
        }
    }
}
