package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackside.plugin.tensorboard.proto.Event;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads event files strictly, by the description of TFRecords and with a checksum of its own: no byte too many, no wrong checksum. */
final class EventReader {

    private EventReader() {}

    /** The events of a file. */
    static List<Event> read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Event> read(byte[] bytes) throws InvalidProtocolBufferException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(unmasked(in.getInt())).as("checksum of the length").isEqualTo(crc32c(length));
            byte[] data = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            in.get(data);
            assertThat(unmasked(in.getInt())).as("checksum of the data").isEqualTo(crc32c(data));
            Event event = Event.parseFrom(data);
            assertThat(event.getUnknownFields().asMap()).isEmpty();
            events.add(event);
        }
        return events;
    }

    /** The events of a folder, file by file in the order in which TensorBoard reads them. */
    static List<Event> readFolder(Path folder) {
        return files(folder).stream().flatMap(file -> read(file).stream()).toList();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("tfevents"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of a tag, each with its step, as {@code step=value}. */
    static List<String> scalars(List<Event> events, String tag) {
        return values(events, tag)
                .map(point -> point.step() + "=" + point.value().getSimpleValue())
                .toList();
    }

    static List<String> texts(List<Event> events, String tag) {
        return values(events, tag)
                .map(point -> point.value().getTensor().getStringVal(0).toStringUtf8())
                .toList();
    }

    static Stream<Point> values(List<Event> events, String tag) {
        return events.stream().flatMap(event -> event.getSummary().getValueList().stream()
                .filter(value -> value.getTag().equals(tag))
                .map(value -> new Point(event.getStep(), value)));
    }

    record Point(long step, Summary.Value value) {}

    private static int unmasked(int masked) {
        return Integer.rotateLeft(masked - 0xa282ead8, 15);
    }

    /** Bit by bit: the reflected polynomial of Castagnoli. */
    static int crc32c(byte[] bytes) {
        int rest = -1;
        for (byte one : bytes) {
            rest ^= one & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                rest = (rest >>> 1) ^ ((rest & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~rest;
    }
}
