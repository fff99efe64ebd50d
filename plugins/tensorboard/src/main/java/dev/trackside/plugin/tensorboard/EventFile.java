package dev.trackside.plugin.tensorboard;

import dev.trackside.plugin.tensorboard.proto.Event;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A file of events, each framed as a TFRecord: its length, the checksum of that, its bytes, and their checksum, little-endian. Records are
 * gathered and written whole; once writing has failed nothing more is written.
 */
final class EventFile implements Closeable {

    private static final int GATHERED = 1 << 16;
    private static final int MASK = 0xa282ead8;

    private final Path path;
    private final OutputStream out;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean broken;

    EventFile(Path path, OpenOption... options) throws IOException {
        this.path = path;
        out = Files.newOutputStream(path, options);
    }

    /**
     * Adds an event.
     *
     * @throws IOException if what was gathered could not be written
     */
    void add(Event event) throws IOException {
        if (broken) {
            throw new IOException("An earlier event could not be written to " + path);
        }
        byte[] data = event.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length);
        record.putInt(maskedChecksum(record.array(), Long.BYTES)).put(data).putInt(maskedChecksum(data, data.length));
        gathered.write(record.array(), 0, record.capacity());
        if (gathered.size() >= GATHERED) {
            flush();
        }
    }

    /**
     * Hands what was added to the operating system.
     *
     * @throws IOException if that could not be written
     */
    void flush() throws IOException {
        if (broken || gathered.size() == 0) {
            return;
        }
        broken = true; // unless the next line returns
        gathered.writeTo(out);
        out.flush();
        gathered.reset();
        broken = false;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    /** The checksum of the first bytes, turned and shifted, as checksums of data that hold checksums are weak otherwise. */
    static int maskedChecksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
