package dev.trackside.runtime.checkpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Keeps the last bytes that went through: {@code ZipInputStream} never looks at the directory at the end of the file, so it does not miss a
 * part of it.
 */
final class ZipTail extends FilterInputStream {

    /** The end record of a ZIP file without a comment. */
    private static final int LENGTH = 22;

    private static final int SIGNATURE = 0x06054b50;
    /** Stands in the end record where the true number needs more digits and is elsewhere. */
    private static final int LARGE_COUNT = 0xffff;

    private static final long LARGE_SIZE = 0xffffffffL;

    private final byte[] last = new byte[LENGTH];
    private long count;

    ZipTail(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            keep((byte) one);
        }
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = Math.max(0, read - LENGTH); i < read; i++) {
            last[(int) ((count + i) % LENGTH)] = bytes[offset + i];
        }
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return readNBytes((int) Math.min(n, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads to the end and says whether the file ends as a ZIP file of so many entries does. */
    boolean isWhole(int entries) throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (count < LENGTH) {
            return false;
        }
        ByteBuffer end = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < LENGTH; i++) {
            end.put(i, last[(int) ((count + i) % LENGTH)]);
        }
        int number = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        return end.getInt(0) == SIGNATURE
                && (number == entries || number == LARGE_COUNT)
                && (size + offset == count - LENGTH || size == LARGE_SIZE || offset == LARGE_SIZE)
                && end.getShort(20) == 0;
    }

    private void keep(byte one) {
        last[(int) (count++ % LENGTH)] = one;
    }
}
