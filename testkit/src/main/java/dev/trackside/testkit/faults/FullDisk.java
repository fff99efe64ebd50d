package dev.trackside.testkit.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A disk with room for so many bytes, in all files that are opened through it; what does not fit is written in part, as by a disk that is full. For one thread.
 */
public final class FullDisk {

    private int room;

    /**
     * Creates one.
     *
     * @param room how many bytes can be written
     */
    public FullDisk(int room) {
        this.room = room;
    }

    /**
     * Opens a real file.
     *
     * @param file the file
     * @param options how
     * @return a channel whose {@code write} throws an {@link IOException} once there is no room
     * @throws IOException if it cannot be opened
     */
    public SeekableByteChannel open(Path file, OpenOption... options) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file, options);
        return new SeekableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (room == 0) {
                    throw new IOException("No space left on device");
                }
                ByteBuffer part = bytes.slice();
                part.limit(Math.min(room, part.limit()));
                int written = channel.write(part);
                bytes.position(bytes.position() + written);
                room -= written;
                return written;
            }

            @Override
            public int read(ByteBuffer bytes) throws IOException {
                return channel.read(bytes);
            }

            @Override
            public long position() throws IOException {
                return channel.position();
            }

            @Override
            public SeekableByteChannel position(long position) throws IOException {
                channel.position(position);
                return this;
            }

            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public SeekableByteChannel truncate(long size) throws IOException {
                channel.truncate(size);
                return this;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
