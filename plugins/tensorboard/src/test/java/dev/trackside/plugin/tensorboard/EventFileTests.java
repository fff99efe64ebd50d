package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.protobuf.ByteString;
import dev.trackside.plugin.tensorboard.proto.Event;
import dev.trackside.plugin.tensorboard.proto.HistogramProto;
import dev.trackside.plugin.tensorboard.proto.SessionLog;
import dev.trackside.plugin.tensorboard.proto.SourceMetadata;
import dev.trackside.plugin.tensorboard.proto.Status;
import dev.trackside.plugin.tensorboard.proto.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class EventFileTests {

    private static final Instant TIME = Instant.ofEpochMilli(1500);

    @TempDir
    Path folder;

    @Test
    void checksumsAreThoseOfTheStandard() {
        assertThat(EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
        assertThat(EventReader.crc32c(new byte[32])).isEqualTo(0x8a9136aa); // RFC 3720, B.4

        // 0xe3069283 turned right by 15 is 0x2507c60d
        assertThat(EventFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII), 9))
                .isEqualTo(0x2507c60d + 0xa282ead8);
    }

    /** The file was written by TensorBoard's own classes for Python, version 2.21. */
    @Test
    void aFileIsThatOfTensorBoardByteForByte() throws IOException {
        byte[] expected;
        try (InputStream in = EventFileTests.class.getResourceAsStream("tensorboard-2.21.tfevents")) {
            expected = in.readAllBytes();
        }
        List<Event> events = List.of(
                event(0).setFileVersion("brain.Event:2")
                        .setSourceMetadata(SourceMetadata.newBuilder().setWriter("dev.trackside.plugin.tensorboard"))
                        .build(),
                event(3).setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START))
                        .build(),
                of(7, Values.scalar("loss", 0.25)),
                of(
                        8,
                        Summary.Value.newBuilder()
                                .setTag("weights/w")
                                .setHisto(HistogramProto.newBuilder()
                                        .setMin(-1)
                                        .setMax(2)
                                        .setNum(3)
                                        .setSum(1.5)
                                        .setSumSquares(5.25)
                                        .addAllBucketLimit(List.of(0., 2.))
                                        .addAllBucket(List.of(1., 2.)))
                                .build()),
                of(9, Values.text("configuration", "größe")),
                of(
                        10,
                        Summary.Value.newBuilder()
                                .setTag("i")
                                .setImage(Summary.Image.newBuilder()
                                        .setHeight(2)
                                        .setWidth(3)
                                        .setColorspace(4)
                                        .setEncodedImageString(
                                                ByteString.copyFrom(new byte[] {(byte) 0x89, 'P', 'N', 'G'})))
                                .build()),
                of(0, HParams.begin(Map.of("lr", "0.1"), TIME)),
                of(0, HParams.end(Status.STATUS_FAILURE, Instant.ofEpochMilli(2500))));

        Path file = folder.resolve("f");
        try (EventFile written = new EventFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Event event : events) {
                written.add(event);
            }
        }

        assertThat(EventReader.read(expected)).isEqualTo(events);
        assertThat(file).hasBinaryContent(expected);
    }

    @Test
    void nothingIsOnDiskBeforeItIsFlushedAndAllAfterwards() throws IOException {
        Path file = folder.resolve("f");
        Event event = of(1, Values.scalar("loss", Double.NaN));
        try (EventFile written = new EventFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            written.add(event);
            assertThat(file).isEmptyFile();
            written.flush();
            assertThat(EventReader.read(file)).containsExactly(event);
        }
        assertThat(EventReader.read(file)).containsExactly(event);
    }

    static boolean thereIsAFullDisk() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    @Test
    @EnabledIf("thereIsAFullDisk")
    void onAFullDiskAFileIsBrokenOnce() throws IOException {
        EventFile file = new EventFile(Path.of("/dev/full"), StandardOpenOption.WRITE);
        file.add(of(1, Values.scalar("loss", 1)));

        assertThatIOException().isThrownBy(file::flush);
        assertThatIOException()
                .isThrownBy(() -> file.add(of(2, Values.scalar("loss", 1))))
                .withMessageContaining("earlier event");
        file.close();
    }

    private static Event.Builder event(long step) {
        return Event.newBuilder().setWallTime(1.5).setStep(step);
    }

    private static Event of(long step, Summary.Value value) {
        return event(step).setSummary(Summary.newBuilder().addValue(value)).build();
    }
}
