package dev.trackside.engine.common;

import dev.trackside.TracksideException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The frame around a part of an engine's state: a magic number, a version, what the engine writes, and nothing after it. Whatever does not fit is
 * told in a sentence.
 *
 * @param engine the name of the engine, for messages
 * @param what what the part holds, in the plural, for messages: {@code weights}
 * @param magic the number that the part begins with, another one for each kind of part
 * @param version the version of its format
 * @since 0.1
 */
public record StateBytes(String engine, String what, int magic, int version) {

    /** Writes what stands within the frame. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes it.
         *
         * @param out where to
         * @throws IOException never: the bytes go to memory
         */
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Reads what stands within the frame. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads all of it, and changes nothing before all was read.
         *
         * @param in where from
         * @throws IOException if it ends too early
         */
        void readFrom(DataInputStream in) throws IOException;
    }

    /**
     * Writes a part.
     *
     * @param body writes what stands within the frame
     * @return the bytes
     */
    public byte[] write(Writer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            out.writeInt(version);
            body.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array in memory has no I/O that could fail
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a part.
     *
     * @param bytes what {@link #write} gave
     * @param body reads what stands within the frame
     * @throws TracksideException if the bytes are something else, of another version, cut off, too long, or not to be read
     */
    public void read(byte[] bytes, Reader body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != magic) {
                throw new TracksideException("these bytes are not the %s of a model of %s".formatted(what, engine));
            }
            int found = in.readInt();
            if (found != version) {
                throw new TracksideException("the saved %s are of format %d; this version of Trackside reads format %d"
                        .formatted(what, found, version));
            }
            body.readFrom(in);
            if (in.available() > 0) {
                throw new TracksideException("%d bytes too many follow the saved %s".formatted(in.available(), what));
            }
        } catch (EOFException cut) {
            throw new TracksideException(
                    "the saved %s end too early, after %d bytes".formatted(what, bytes.length), cut);
        } catch (IOException | IllegalArgumentException broken) {
            throw new TracksideException(
                    "the saved %s cannot be read: %s".formatted(what, broken.getMessage()), broken);
        }
    }
}
