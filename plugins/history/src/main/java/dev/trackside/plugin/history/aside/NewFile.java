package dev.trackside.plugin.history.aside;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place, and moves it there once it is whole. */
public final class NewFile {

    private NewFile() {}

    /**
     * Writes to a path.
     *
     * @param <X> what else than an {@link IOException} goes wrong with it
     */
    @FunctionalInterface
    public interface Writing<X extends Exception> {
        /**
         * Writes it.
         *
         * @param aside an empty file
         * @throws IOException if it cannot be written
         * @throws X if there is nothing to write
         */
        void write(Path aside) throws IOException, X;
    }

    /**
     * Writes a file whole or not at all.
     *
     * @param <X> what the writing throws
     * @param file the file, in a folder that is there
     * @param writing writes it
     * @throws IOException if it cannot be written; then nothing is left of it
     * @throws X what the writing throws; the same holds
     */
    public static <X extends Exception> void write(Path file, Writing<X> writing) throws IOException, X {
        Path target = file.toAbsolutePath().normalize();
        Path aside = create(target);
        try {
            writing.write(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** A file of our own: one that has the name may be somebody's. Unlike a temporary file, others may read it as any other. */
    private static Path create(Path target) throws IOException {
        for (int i = 1; ; i++) {
            try {
                return Files.createFile(target.resolveSibling(target.getFileName() + ".new" + (i == 1 ? "" : i)));
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            }
        }
    }
}
