package dev.trackside.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFormatTests {

    @Nested
    class GivesBack {

        @Test
        void everyPlainForm() throws IOException {
            CheckpointData data = Samples.everything();

            CheckpointData read = Samples.read(Samples.bytes(data));

            assertThat(read)
                    .usingRecursiveComparison()
                    // Bit for bit: NaN equals NaN, 0.0 is not -0.0.
                    .withEqualsForType(Double::equals, Double.class)
                    .withEqualsForType(Float::equals, Float.class)
                    .isEqualTo(data);
            assertThat(read.run().get("doubles")).isEqualTo(Samples.doubles());
            assertThat(read.engine()).containsOnlyKeys("weights", "optimizer", "empty");
            assertThat(read.created()).isEqualTo("2026-01-31T12:00:00.123456Z");
        }

        @Test
        void everyDoubleBitForBit() throws IOException {
            Random random = new Random(42);
            List<Object> doubles = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                double any = Double.longBitsToDouble(random.nextLong());
                doubles.add(Double.isNaN(any) ? Double.NaN : any);
            }
            CheckpointData data = new CheckpointData(
                    Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z", "doubles", doubles), Map.of(), Map.of());

            assertThat(Samples.read(Samples.bytes(data)).run().get("doubles")).isEqualTo(doubles);
        }

        @Test
        void halfASurrogatePair() throws IOException {
            CheckpointData data = new CheckpointData(
                    Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z", "half", "a\uD83D"), Map.of(), Map.of());

            assertThat(String.valueOf(Samples.read(Samples.bytes(data)).run().get("half"))
                            .codePoints())
                    .containsExactly(0x61, 0xd83d);
        }

        @Test
        void mapsInTheirOrder() throws IOException {
            Map<String, Object> metrics = new LinkedHashMap<>();
            List.of("z", "a", "m").forEach(name -> metrics.put(name, 1.0));
            CheckpointData data = new CheckpointData(
                    Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z", "metrics", metrics), Map.of(), Map.of());

            CheckpointData read = Samples.read(Samples.bytes(data));

            assertThat(((Map<?, ?>) read.run().get("metrics")).keySet())
                    .map(Object::toString)
                    .containsExactly("z", "a", "m");
        }

        @Test
        void equalBytesForEqualData() throws IOException {
            assertThat(Samples.bytes(Samples.everything())).isEqualTo(Samples.bytes(Samples.everything()));
        }
    }

    @Nested
    class IsAZipFile {

        @Test
        void whoseManifestComesFirstAndListsTheOthers() throws IOException {
            Map<String, byte[]> entries = unzip(Samples.bytes(Samples.at("2026-01-31T12:00:00Z", "digits", 3)));

            assertThat(entries.keySet())
                    .containsExactly("manifest.json", "run.json", "callbacks.json", "engine/weights");
            assertThat(text(entries.get("manifest.json")))
                    .contains(
                            "\"format\" : \"trackside-checkpoint\"",
                            "\"version\" : 1",
                            "\"run.json\"",
                            "\"engine/weights\"");
        }

        @Test
        void whoseJsonHoldsNoBigArrays() throws IOException {
            CheckpointData data = new CheckpointData(
                    Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z"),
                    Map.of("norms", Map.of("all", new SavedField("double[]", new double[100_000]))),
                    Map.of());

            Map<String, byte[]> entries = unzip(Samples.bytes(data));

            assertThat(entries.get("callbacks.json")).hasSizeLessThan(1_000);
            assertThat(entries.get("values/1")).hasSize(800_000);
        }
    }

    @Nested
    class RefusesToWrite {

        @Test
        void whatIsNoPlainForm() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.bytes(new CheckpointData(
                            Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z", "position", Map.of("epoch", 3)),
                            Map.of(),
                            Map.of())))
                    .withMessage("position.epoch is of java.lang.Integer, which is no plain form");
        }

        @ParameterizedTest(name = "''{0}''")
        @ValueSource(strings = {"", "../weights", "a/b", "a.b"})
        void anEnginePartOfTheName(String part) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.bytes(new CheckpointData(
                            Map.of(CheckpointData.CREATED, "2026-01-31T12:00:00Z"),
                            Map.of(),
                            Map.of(part, new byte[1]))))
                    .withMessageContaining("'" + part + "'");
        }

        @Test
        void aCheckpointWithoutATime() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CheckpointData(Map.of(), Map.of(), Map.of()))
                    .withMessageContaining("'created'");
        }
    }

    @Nested
    class RefusesToRead {

        private final byte[] good = goodBytes();

        @Test
        void anEmptyFile() {
            refuses(new byte[0]).hasMessage("last.ckpt is no checkpoint: it is empty or no ZIP file.");
        }

        @Test
        void anotherFile() {
            refuses("engine: mlp\n".repeat(10).getBytes(StandardCharsets.UTF_8)).hasMessageContaining("no ZIP file");
        }

        @Test
        void anotherZipFile() throws IOException {
            refuses(zip(Map.of("readme.txt", new byte[3])))
                    .hasMessage("last.ckpt is no checkpoint: its first entry is readme.txt, not manifest.json.");
        }

        @Test
        void aFileCutOffAnywhere() {
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> Samples.read(cut))
                        .as("cut to %d of %d bytes", length, good.length)
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageContaining("last.ckpt");
            }
        }

        @Test
        void aFileWithAnyBitFlippedThatMatters() throws IOException {
            CheckpointData original = Samples.read(good);
            int refused = 0;
            for (int bit = 0; bit < good.length * 8; bit++) {
                byte[] flipped = good.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    // The time of an entry, say, may change without harm; what is read may not.
                    assertThat(Samples.read(flipped))
                            .as("with bit %d flipped", bit)
                            .usingRecursiveComparison()
                            .isEqualTo(original);
                } catch (CheckpointException e) {
                    assertThat(e).hasMessageContaining("last.ckpt");
                    refused++;
                }
            }
            assertThat(refused).isGreaterThan(good.length * 8 / 2);
        }

        @Test
        void changedContentEvenIfTheZipFileIsInOrder() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.put("engine/weights", new byte[] {99});
                return entries;
            });

            refuses(changed)
                    .hasMessage(
                            "last.ckpt is damaged: the checksum of entry engine/weights is not the one in its manifest.");
        }

        @Test
        void longerContentThanTheManifestSays() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.put("engine/weights", new byte[5000]);
                return entries;
            });

            refuses(changed)
                    .hasMessage(
                            "last.ckpt is damaged: entry engine/weights has more than the 1 bytes that its manifest says.");
        }

        @Test
        void aMissingEntry() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.remove("callbacks.json");
                return entries;
            });

            refuses(changed)
                    .hasMessage(
                            "last.ckpt is damaged: entry callbacks.json is missing, in its place is engine/weights.");
        }

        @Test
        void anEntryTooMany() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.put("extra", new byte[1]);
                return entries;
            });

            refuses(changed).hasMessage("last.ckpt is damaged: it has an entry extra that its manifest does not name.");
        }

        @Test
        void aNewerFormat() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.put(
                        "manifest.json",
                        "{\"format\": \"trackside-checkpoint\", \"version\": 2, \"trackside\": \"9.9\"}"
                                .getBytes(StandardCharsets.UTF_8));
                return entries;
            });

            refuses(changed)
                    .hasMessageStartingWith(
                            "last.ckpt was written by Trackside 9.9 in version 2 of the checkpoint format")
                    .hasMessageEndingWith("Resume with Trackside 9.9 or newer.");
        }

        @Test
        void sizesThatNoMemoryCanHold() throws IOException {
            byte[] changed = rezip(good, entries -> {
                entries.put("manifest.json", """
                        {"format": "trackside-checkpoint", "version": 1, "trackside": "1", "created": "2026-01-31T12:00:00Z",
                         "entries": {"run.json": {"size": 9000000000000, "sha256": "00"}}}""".getBytes(StandardCharsets.UTF_8));
                return entries;
            });

            refuses(changed)
                    .hasMessageContaining("entry run.json of 9000000000000 bytes")
                    .hasMessageContaining("-Xmx");
        }

        private byte[] goodBytes() {
            try {
                return Samples.bytes(Samples.at("2026-01-31T12:00:00Z", "digits", 3));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private org.assertj.core.api.AbstractThrowableAssert<?, ?> refuses(byte[] bytes) {
            ThrowingCallable reading = () -> Samples.read(bytes);
            return assertThatThrownBy(reading).isInstanceOf(CheckpointException.class);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] rezip(byte[] bytes, UnaryOperator<Map<String, byte[]>> change) throws IOException {
        return zip(change.apply(unzip(bytes)));
    }
}
