package dev.trackside.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Where the checkpoints of one run are kept. The runtime brings the local file system, the folder {@code checkpoints} of the run; a run that is given
 * another store, with {@code .offers(CheckpointStore.class, store)}, writes to that one. To resume from such a store, give the run a file that was
 * copied from it.
 *
 * <p>One {@link #save} at a time, on the thread that trains or, while that goes on, on the thread {@code trackside-checkpoint}; meanwhile the others may
 * be called for other names. They are not called for a name that is being saved.
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
