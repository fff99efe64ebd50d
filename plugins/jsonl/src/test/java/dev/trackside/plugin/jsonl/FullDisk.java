package dev.trackside.plugin.jsonl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A disk with room for so many bytes; what does not fit is written in part. */
final class FullDisk implements Disk {

    private int room;

    FullDisk(int room) {
        this.room = room;
    }

    @Override
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
