package dev.trackside.plugin.tensorboard;

import com.google.protobuf.ByteString;
import dev.trackside.Artifact;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Images that were handed in: PNG files, which TensorBoard shows as they are. */
final class Png {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER =
            26; // signature, length and type of the first chunk, width, height, depth, color type
    private static final long LARGEST = 16 << 20;

    private Png() {}

    /**
     * The image that an artifact is.
     *
     * @return empty if it is none, or larger than 16 MiB
     * @throws UncheckedIOException if it cannot be read
     */
    static Optional<Summary.Value> of(Artifact artifact) {
        try {
            return read(artifact);
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "The artifact %s cannot be read: %s".formatted(artifact.name(), fault.getMessage()), fault);
        }
    }

    private static Optional<Summary.Value> read(Artifact artifact) throws IOException {
        Path file = artifact.file();
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                || !Files.isRegularFile(file)
                || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || header.getLong(0) != SIGNATURE) {
            return Optional.empty();
        }
        return Optional.of(Summary.Value.newBuilder()
                .setTag("artifacts/" + Tags.of(artifact.name()))
                .setImage(Summary.Image.newBuilder()
                        .setWidth(header.getInt(16))
                        .setHeight(header.getInt(20))
                        .setColorspace(channels(bytes[25]))
                        .setEncodedImageString(ByteString.copyFrom(bytes)))
                .build());
    }

    private static int channels(byte colorType) {
        return switch (colorType) {
            case 0 -> 1;
            case 4 -> 2;
            case 6 -> 4;
            default -> 3; // RGB, of a palette too
        };
    }
}
