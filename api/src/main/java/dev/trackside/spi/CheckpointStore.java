package dev.trackside.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Where the checkpoints of one run are kept. The runtime brings the local file system; other stores implement this.
 *
 * @since 0.1
 */
public interface CheckpointStore {

    /** Writes a checkpoint. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes all of it.
         *
         * @param out where to; not to be closed
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a checkpoint aside, makes it durable, and only then puts it in place of one of the same name. If it fails, the one of that name is as
     * it was.
     *
     * @param name its name
     * @param content writes it
     * @return where it is now, for people and programs
     * @throws IOException if it cannot be written whole
     */
    String save(String name, Content content) throws IOException;

    /**
     * Opens a checkpoint.
     *
     * @param name its name
     * @return its content, to be closed by the caller
     * @throws IOException if there is none of that name or it cannot be read
     */
    InputStream open(String name) throws IOException;

    /**
     * The checkpoints in the store.
     *
     * @return names, the newest first
     * @throws IOException if the store cannot be read
     */
    List<String> names() throws IOException;

    /**
     * Deletes a checkpoint.
     *
     * @param name its name
     * @throws IOException if it cannot be deleted
     */
    void delete(String name) throws IOException;
}
