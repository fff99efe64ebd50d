package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TabularDataTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        Files.writeString(folder.resolve("train.csv"), "id,x,k\n1,2,a\n2,4,b\n3,6,a\n4,8,b\n5,10,a\n");
        Files.writeString(folder.resolve("other.csv"), "id,x,k\n9,20,b\n");
    }

    @ParameterizedTest(name = "validation: {0} puts {1} of 5 rows aside")
    @CsvSource({"20%, 1", "0.2, 1", "40 %, 2", "1%, 1"})
    void splitsByAPartOfTheRows(String validation, int rows) {
        TabularData data = read("train", "train.csv", "label", "k", "validation", validation);

        assertThat(data.validation().orElseThrow().rows()).isEqualTo(rows);
        assertThat(data.train().rows()).isEqualTo(5 - rows);
    }

    @Test
    void takesAFileForValidationAndTheClassesOfTheTrainingData() {
        TabularData data = read("train", "train.csv", "label", "k", "validation", "other.csv");

        assertThat(data.train().rows()).isEqualTo(5);
        assertThat(data.validation().orElseThrow().targets()).containsExactly(1);
    }

    @Test
    void hasNoValidationUnlessAsked() {
        assertThat(read("train", "train.csv", "label", "k").validation()).isEmpty();
    }

    @Test
    void scalesByTheTrainingRows() {
        TabularData data =
                read("train", "train.csv", "label", "k", "validation", "other.csv", "scale", "min-max", "ignore", "id");

        assertThat(data.train().features()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(data.validation().orElseThrow().features()).containsExactly(2.25);
    }

    @Test
    void readsSeparatorHeaderAndTask() throws IOException {
        Files.writeString(folder.resolve("odd.txt"), "2 features\n1\t2\t3.5\n4\t5\t6.5\n");

        TabularData data =
                read("train", "odd.txt", "label", "-1", "separator", "tab", "header", "skip", "task", "regression");

        assertThat(data.train().features()).containsExactly(1, 2, 4, 5);
        assertThat(data.train().targets()).containsExactly(3.5, 6.5);
    }

    @Nested
    class FaultsNameTheKey {

        @Test
        void ofAMissingSetting() {
            assertFault("at train: train is missing: the CSV file to learn from", "label", "k");
            assertFault(
                    "at label: label is missing: the column to learn, by name or index (0 is the first, -1 the last)",
                    "train",
                    "train.csv");
        }

        @Test
        void ofAFileThatIsNotThere() {
            assertFault("at train: there is no file " + folder.resolve("none.csv"), "train", "none.csv", "label", "k");
            assertFault(
                    "at validation: there is no file " + folder.resolve("none.csv"),
                    "train",
                    "train.csv",
                    "label",
                    "k",
                    "validation",
                    "none.csv");
        }

        @Test
        void ofAColumnThatIsNotThere() {
            assertFault(
                    "at label: label: train.csv has no column 'class'; its columns are id, x, k",
                    "train",
                    "train.csv",
                    "label",
                    "class");
            assertFault(
                    "at ignore: ignore: train.csv has no column 'name'; its columns are id, x, k",
                    "train",
                    "train.csv",
                    "label",
                    "k",
                    "ignore",
                    "name");
        }

        @Test
        void butNotOfWrongDataWhichNameTheirOwnFileAndLine() {
            assertFault("train.csv, line 2, column 3 (k): 'a' is not a number", "train", "train.csv", "label", "x");
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "validation, 0%",
            "validation, 100%",
            "validation, 20",
            "validation, x%",
            "scale, big",
            "separator, ab",
            "header, maybe",
            "task, ranking"
        })
        void ofAValueThatIsNone(String key, String value) {
            assertThatThrownBy(() -> read("train", "train.csv", "label", "k", key, value))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageStartingWith("at %s: %s: ", key, key)
                    .hasMessageContaining(value);
        }

        private void assertFault(String message, String... keysAndValues) {
            assertThatThrownBy(() -> read(keysAndValues))
                    .isInstanceOf(TracksideException.class)
                    .hasMessage(message);
        }
    }

    private TabularData read(String... keysAndValues) {
        return TabularData.read(MapSection.of(folder, keysAndValues), 42);
    }
}
