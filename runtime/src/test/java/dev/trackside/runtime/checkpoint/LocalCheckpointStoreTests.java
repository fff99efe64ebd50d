package dev.trackside.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.spi.CheckpointStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCheckpointStoreTests {

    @TempDir
    Path temp;

    private Path folder;
    private LocalCheckpointStore store;

    @BeforeEach
    void createStore() {
        folder = temp.resolve("run/checkpoints");
        store = new LocalCheckpointStore(folder);
    }

    @Nested
    class Saves {

        @Test
        void intoOneFileOfTheName() throws IOException {
            String location = store.save("last", of("2026-01-31T12:00:00Z", 1));

            assertThat(location).isEqualTo(folder.resolve("last.ckpt").toString());
            assertThat(files()).containsExactly("last.ckpt");
            assertThat(step("last")).isEqualTo(1);
        }

        @Test
        void inPlaceOfOneOfTheSameName() throws IOException {
            store.save("last", of("2026-01-31T12:00:00Z", 1));
            store.save("last", of("2026-01-31T13:00:00Z", 2));

            assertThat(files()).containsExactly("last.ckpt");
            assertThat(step("last")).isEqualTo(2);
        }

        @Test
        void whatTheWriterLeavesOpenOrCloses() throws IOException {
            store.save("last", out -> {
                CheckpointFormat.write(Samples.at("2026-01-31T12:00:00Z", "digits", 1), out);
                out.close();
            });

            assertThat(step("last")).isEqualTo(1);
        }

        @ParameterizedTest(name = "''{0}''")
        @ValueSource(strings = {"", ".hidden", "a/b", "..", "a b", "ä", "a\\b", "a:b"})
        void nothingUnderTheName(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.save(name, of("2026-01-31T12:00:00Z", 1)))
                    .withMessageContaining("'" + name + "'");
            assertThat(folder).doesNotExist();
        }

        @ParameterizedTest(name = "''{0}''")
        @ValueSource(strings = {"last", "best-val_loss=0.25", "E.1", "-"})
        void anythingUnderTheName(String name) throws IOException {
            store.save(name, of("2026-01-31T12:00:00Z", 1));

            assertThat(store.names()).containsExactly(name);
        }
    }

    @Nested
    class WhenWritingFails {

        static Stream<Integer> places() throws IOException {
            int length = Samples.bytes(Samples.at("2026-01-31T13:00:00Z", "digits", 2)).length;
            return Stream.of(0, 1, 30, length / 2, length - 22, length - 1);
        }

        @ParameterizedTest(name = "after {0} bytes")
        @MethodSource("places")
        void theOneBeforeIsAsItWas(int bytes) throws IOException {
            store.save("last", of("2026-01-31T12:00:00Z", 1));

            assertThatThrownBy(() -> store.save("last", failing(bytes)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Checkpoint last was not written to " + folder
                            + ": No space left on device. The one of that name from before is as it was.");

            assertThat(files()).containsExactly("last.ckpt");
            assertThat(step("last")).isEqualTo(1);
        }

        @ParameterizedTest(name = "after {0} bytes")
        @MethodSource("places")
        void aFileThatStopsThereIsNotTakenForWhole(int bytes) throws IOException {
            store.save("last", of("2026-01-31T12:00:00Z", 1));
            byte[] content = Samples.bytes(Samples.at("2026-01-31T13:00:00Z", "digits", 2));

            assertThatThrownBy(() -> store.save("last", out -> out.write(content, 0, bytes)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("what was read back of last");

            assertThat(files()).containsExactly("last.ckpt");
            assertThat(step("last")).isEqualTo(1);
        }

        @Test
        void aFirstOneLeavesNothing() {
            assertThatThrownBy(() -> store.save("last", failing(10)))
                    .hasMessageEndingWith("There is none of that name from before.");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void aFaultOfTheWriterLeavesNothingToo() {
            assertThatThrownBy(() -> store.save("last", out -> {
                        out.write(1);
                        throw new IllegalStateException("fault");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void theNextOneIsWritten() throws IOException {
            assertThatThrownBy(() -> store.save("last", failing(10))).isInstanceOf(IOException.class);
            store.save("last", of("2026-01-31T12:00:00Z", 1));

            assertThat(step("last")).isEqualTo(1);
        }

        @Test
        void aFileInPlaceOfTheFolderIsSaid() throws IOException {
            Files.createDirectories(folder.getParent());
            Files.writeString(folder, "in the way");

            assertThatThrownBy(() -> store.save("last", of("2026-01-31T12:00:00Z", 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Checkpoint last was not written to " + folder);
            assertThat(folder).hasContent("in the way");
        }
    }

    @Nested
    class Lists {

        @Test
        void theNewestFirstByTheTimeInsideNotThatOfTheFile() throws IOException {
            store.save("b", of("2026-01-31T12:00:02Z", 2));
            store.save("c", of("2026-01-31T12:00:03Z", 3));
            store.save("a", of("2026-01-31T12:00:01Z", 1));
            Files.setLastModifiedTime(folder.resolve("a.ckpt"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

            assertThat(store.names()).containsExactly("c", "b", "a");
        }

        @Test
        void nothingIfThereIsNoFolder() throws IOException {
            assertThat(store.names()).isEmpty();
        }

        @Test
        void neitherOtherFilesNorWhatAnotherProcessLeftUnfinishedAndKeepsThem() throws IOException {
            store.save("last", of("2026-01-31T12:00:00Z", 1));
            Files.writeString(folder.resolve("notes.txt"), "mine");
            Files.writeString(folder.resolve("last.0b5c8a52-7d6c-4a1e-9d1f-0d1c1f0e7a11.part"), "killed");
            store.save("last", of("2026-01-31T12:00:01Z", 2));

            assertThat(store.names()).containsExactly("last");
            assertThat(files())
                    .containsExactly("last.0b5c8a52-7d6c-4a1e-9d1f-0d1c1f0e7a11.part", "last.ckpt", "notes.txt");
        }

        @Test
        void aDamagedOneToo() throws IOException {
            store.save("old", of("2026-01-31T12:00:00Z", 1));
            Files.writeString(folder.resolve("new.ckpt"), "damaged");

            assertThat(store.names()).containsExactly("new", "old");
        }
    }

    @Nested
    class Deletes {

        @Test
        void whatItIsAskedTo() throws IOException {
            store.save("a", of("2026-01-31T12:00:01Z", 1));
            store.save("b", of("2026-01-31T12:00:02Z", 2));

            store.delete("a");

            assertThat(store.names()).containsExactly("b");
        }

        @Test
        void andSaysWhatIsNotThere() {
            assertThatThrownBy(() -> store.delete("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Checkpoint a could not be deleted from " + folder + ": it is not there.");
        }
    }

    @Test
    void sayWhatThereIsIfOneToOpenIsMissing() throws IOException {
        store.save("last", of("2026-01-31T12:00:00Z", 1));

        assertThatThrownBy(() -> store.open("best"))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no checkpoint best in " + folder + ", only last.");
    }

    private static CheckpointStore.Content of(String created, long step) {
        return out -> CheckpointFormat.write(Samples.at(created, "digits", step), out);
    }

    private static CheckpointStore.Content failing(int after) {
        return out -> CheckpointFormat.write(Samples.at("2026-01-31T13:00:00Z", "digits", 2), new FullDisk(out, after));
    }

    private long step(String name) throws IOException {
        try (InputStream in = store.open(name)) {
            return (Long) CheckpointFormat.read(name, in).run().get("step");
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** Takes so many bytes, then no more. */
    private static final class FullDisk extends FilterOutputStream {

        private int room;

        FullDisk(OutputStream out, int room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(int one) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(one);
        }
    }
}
