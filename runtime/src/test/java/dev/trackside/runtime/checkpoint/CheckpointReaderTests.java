package dev.trackside.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointReaderTests {

    @TempDir
    Path runs;

    @Nested
    class OfARun {

        @Test
        void theNewestIsTaken() throws IOException {
            save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            save("digits-1", "b", "2026-01-31T12:00:02Z", 2);

            CheckpointReader.Found found = find(runs.resolve("digits-1").toString());

            assertThat(found.name()).isEqualTo("b");
            assertThat(found.data().run()).containsEntry("step", 2L);
            assertThat(found.skipped()).isEmpty();
            assertThat(found.runFolder()).contains(runs.resolve("digits-1"));
        }

        @Test
        void theNewestIsTakenFromTheFolderOfItsCheckpointsToo() throws IOException {
            save("digits-1", "a", "2026-01-31T12:00:01Z", 1);

            assertThat(find(runs.resolve("digits-1/checkpoints").toString()).name())
                    .isEqualTo("a");
        }

        @Test
        void theNextOlderGoodOneIsTakenIfNewerOnesAreDamagedAndThatIsSaid() throws IOException {
            save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            Path b = save("digits-1", "b", "2026-01-31T12:00:02Z", 2);
            Path c = save("digits-1", "c", "2026-01-31T12:00:03Z", 3);
            cut(b);
            flip(c);

            CheckpointReader.Found found = find(runs.resolve("digits-1").toString());

            assertThat(found.name()).isEqualTo("a");
            assertThat(found.skipped())
                    .extracting(CheckpointReader.Skipped::file)
                    .containsExactly(c, b);
            assertThat(found.skipped()).allSatisfy(skipped -> assertThat(skipped.why())
                    .contains(skipped.file().toString()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"manifest.json", "run.json", "callbacks.json", "engine/weights", "values/1", "values/2"})
        void theOlderOneIsTakenWhicheverEntryHasAFlippedBit(String entry) throws IOException {
            save("digits-1", "a", "2026-01-30T12:00:00Z", 1);
            Path b = everything("digits-1", "b");
            byte[] bytes = Files.readAllBytes(b);
            // After the header of the entry: its name and what Java adds to it.
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(entry) + entry.length();
            bytes[at] ^= 8;

            assertThatTheOlderIsTakenInPlaceOf(b, bytes);
        }

        @ParameterizedTest
        @ValueSource(strings = {"empty", "cut off", "another zip file", "no zip file"})
        void theOlderOneIsTakenInPlaceOfAFileThatIs(String damage) throws IOException {
            save("digits-1", "a", "2026-01-30T12:00:00Z", 1);
            Path b = everything("digits-1", "b");
            byte[] bytes = Files.readAllBytes(b);
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            try (ZipOutputStream other = new ZipOutputStream(zip)) {
                other.putNextEntry(new ZipEntry("model.onnx"));
                other.write(1);
            }

            assertThatTheOlderIsTakenInPlaceOf(
                    b,
                    switch (damage) {
                        case "empty" -> new byte[0];
                        case "cut off" -> Arrays.copyOf(bytes, bytes.length - 30);
                        case "another zip file" -> zip.toByteArray();
                        default -> "engine: mlp".getBytes(StandardCharsets.UTF_8);
                    });
        }

        private void assertThatTheOlderIsTakenInPlaceOf(Path newest, byte[] damaged) throws IOException {
            Files.write(newest, damaged);
            Files.setLastModifiedTime(newest, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

            CheckpointReader.Found found = find(runs.resolve("digits-1").toString());

            assertThat(found.name()).isEqualTo("a");
            assertThat(found.data().run()).containsEntry("step", 1L);
            assertThat(found.skipped()).singleElement().satisfies(skipped -> {
                assertThat(skipped.file()).isEqualTo(newest);
                assertThat(skipped.why()).contains(newest.toString());
            });
        }

        @Test
        void whatAKilledProcessLeftIsNamedAndNothingElse() throws IOException {
            Path a = save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            Path part = Files.writeString(a.resolveSibling("a.0b5c8a52-7d6c-4a1e-9d1f-0d1c1f0e7a11.part"), "half");
            Files.writeString(a.resolveSibling("download.part"), "somebody else's");

            assertThat(find(runs.resolve("digits-1").toString()).unfinished()).containsExactly(part);
        }

        private Path everything(String run, String name) throws IOException {
            LocalCheckpointStore store =
                    new LocalCheckpointStore(runs.resolve(run).resolve("checkpoints"));
            return Path.of(store.save(name, out -> CheckpointFormat.write(Samples.everything(), out)));
        }

        @Test
        void noneIsTakenIfAllAreDamaged() throws IOException {
            Path only = save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            Files.write(only, new byte[0]);

            assertThatThrownBy(() -> find(runs.resolve("digits-1").toString()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith("No checkpoint in " + only.getParent() + " is good.")
                    .hasMessageContaining("it is empty");
        }

        @Test
        void thatHasNoneItIsSaid() throws IOException {
            Files.createDirectories(runs.resolve("digits-1"));

            assertThatThrownBy(() -> find(runs.resolve("digits-1").toString()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith("There is no checkpoint in " + runs.resolve("digits-1"));
        }
    }

    @Nested
    class OfAFile {

        @Test
        void itIsTakenThoughThereIsANewerOne() throws IOException {
            Path a = save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            save("digits-1", "b", "2026-01-31T12:00:02Z", 2);

            assertThat(find(a.toString()).name()).isEqualTo("a");
        }

        @Test
        void noOtherTakesItsPlaceIfItIsDamaged() throws IOException {
            save("digits-1", "a", "2026-01-31T12:00:01Z", 1);
            Path b = save("digits-1", "b", "2026-01-31T12:00:02Z", 2);
            cut(b);

            assertThatThrownBy(() -> find(b.toString()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(b + " is cut off")
                    .hasMessageEndingWith("Beside it there is a.ckpt.");
        }

        @Test
        void theOthersAreNamedIfItIsNotThere() throws IOException {
            Path a = save("digits-1", "a", "2026-01-31T12:00:01Z", 1);

            assertThatThrownBy(() -> find(a.resolveSibling("lost.ckpt").toString()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(
                            "There is no checkpoint at %s. Beside it there is a.ckpt.", a.resolveSibling("lost.ckpt"));
        }
    }

    @Nested
    class OfTheLastRun {

        @Test
        void itIsTheOneWithTheNewestCheckpoint() throws IOException {
            save("digits-b", "last", "2026-01-31T12:00:01Z", 1);
            save("digits-a", "last", "2026-01-31T12:00:02Z", 2);
            Files.createDirectories(runs.resolve("digits-c"));

            assertThat(find("last").runFolder()).contains(runs.resolve("digits-a"));
        }

        @Test
        void itIsNotARunWhoseNameOnlyBeginsAlike() throws IOException {
            save("digits-1", "last", "2026-01-31T12:00:01Z", 1);
            Path other = runs.resolve("digits-large-1/checkpoints");
            new LocalCheckpointStore(other)
                    .save(
                            "last",
                            out -> CheckpointFormat.write(Samples.at("2026-01-31T13:00:00Z", "digits-large", 9), out));

            assertThat(find("last").runFolder()).contains(runs.resolve("digits-1"));
        }

        @Test
        void noOlderRunTakesItsPlaceIfItIsDamaged() throws IOException {
            save("digits-1", "last", "2026-01-31T12:00:01Z", 1);
            flip(save("digits-2", "last", "2026-01-31T12:00:02Z", 2));

            assertThatThrownBy(() -> find("last"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(runs.resolve("digits-2").toString());
        }

        @Test
        void thatThereIsNoneIsSaid() {
            assertThatThrownBy(() -> find("last"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(
                            "There is no run of the name 'digits' with a checkpoint in %s, so there is nothing to resume.",
                            runs);
        }
    }

    private CheckpointReader.Found find(String what) throws IOException {
        return CheckpointReader.find(what, runs, "digits");
    }

    private Path save(String run, String name, String created, long step) throws IOException {
        LocalCheckpointStore store = new LocalCheckpointStore(runs.resolve(run).resolve("checkpoints"));
        return Path.of(store.save(name, out -> CheckpointFormat.write(Samples.at(created, "digits", step), out)));
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // Within the stored bytes of the last entry, before the directory.
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("engine/weights") + "engine/weights".length();
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
