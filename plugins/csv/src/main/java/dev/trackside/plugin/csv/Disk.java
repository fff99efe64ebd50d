package dev.trackside.plugin.csv;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Opens files for writing; tests give one that becomes full. */
@FunctionalInterface
interface Disk {

    /**
     * Opens a file.
     *
     * @param file the file
     * @param options how
     * @return a channel to it
     * @throws IOException if it cannot be opened
     */
    SeekableByteChannel open(Path file, OpenOption... options) throws IOException;
}
