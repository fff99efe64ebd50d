package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.engine.common.CsvFormat.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTests {

    private static final ColumnSelector LAST = ColumnSelector.at(-1);

    @TempDir
    private Path folder;

    @Nested
    class Reads {

        @Test
        void aFileWithoutHeader() throws IOException {
            CsvTable table = CsvTable.read(file("1,2.5,a\n-3,4e-1,b\n"), LAST);

            assertThat(table.featureNames()).containsExactly("0", "1");
            assertThat(table.labelName()).isEqualTo("2");
            assertThat(table.classification().features()).containsExactly(1, 2.5, -3, 0.4);
            assertThat(table.classification().targets()).containsExactly(0, 1);
        }

        @Test
        void aFileWithHeaderFoundByItself() throws IOException {
            CsvTable table = CsvTable.read(file("x,kind,y\n1,a,2\n3,b,4\n"), ColumnSelector.named("kind"));

            assertThat(table.featureNames()).containsExactly("x", "y");
            assertThat(table.labelName()).isEqualTo("kind");
            assertThat(table.rows()).isEqualTo(2);
            assertThat(table.classification().features()).containsExactly(1, 2, 3, 4);
        }

        @Test
        void aHeaderWithoutANameForTheIndexColumn() throws IOException {
            CsvTable table = CsvTable.read(file(",x,y\n0,1,2\n"), LAST);

            assertThat(table.featureNames()).containsExactly("", "x");
        }

        @ParameterizedTest
        @ValueSource(strings = {",a", "NaN,a"})
        void noRowWithMissingNumbersAsAHeader(String first) {
            assertThatThrownBy(() -> CsvTable.read(file(first + "\n1,b\n"), LAST))
                    .hasMessageStartingWith("data.csv, line 1, column 1: ");
        }

        @Test
        void aHeaderOfNumbersWhenTold() throws IOException {
            CsvFormat format = CsvFormat.DEFAULT.withHeader(Header.YES);

            CsvTable table = CsvTable.read(file("2024,2025,k\n1,2,3\n"), format, ColumnSelector.named("k"), List.of());

            assertThat(table.featureNames()).containsExactly("2024", "2025");
            assertThat(table.rows()).isEqualTo(1);
        }

        @Test
        void pastAFirstLineOfCountsWhenTold() throws IOException {
            CsvFormat format = CsvFormat.DEFAULT.withHeader(Header.SKIP);

            CsvTable table = CsvTable.read(
                    file("2,3,malignant,benign\n17.99,10.38,122.8,0\n20.57,17.77,132.9,1\n"), format, LAST, List.of());

            assertThat(table.rows()).isEqualTo(2);
            assertThat(table.width()).isEqualTo(3);
        }

        @Test
        void aGzippedFileWhateverItsName() throws IOException {
            Path zipped = folder.resolve("data.csv");
            Files.write(zipped, gzip("1,0\n2,1\n"));

            assertThat(CsvTable.read(zipped, LAST).regression().features()).containsExactly(1, 2);
        }

        @Test
        void runsOfBlanksAsOneSeparator() throws IOException {
            CsvFormat format = CsvFormat.DEFAULT.withSeparator(' ');

            CsvTable table = CsvTable.read(file(" 59  2 \t32.1\n48 1 21.6 \n"), format, LAST, List.of());

            assertThat(table.regression().features()).containsExactly(59, 2, 48, 1);
            assertThat(table.regression().targets()).containsExactly(32.1, 21.6);
        }

        @Test
        void quotedFieldsBlankLinesCarriageReturnsAndAByteOrderMark() throws IOException {
            CsvTable table = CsvTable.read(
                    file("\uFEFFx,\"kind, or so\"\r\n\r\n\"1\",\"a\"\r\n 2 , b \r\n"),
                    ColumnSelector.named("kind, or so"));

            assertThat(table.featureNames()).containsExactly("x");
            assertThat(table.classification().classes().names()).containsExactly("a", "b");
        }

        @Test
        void aLastLineWithoutEnd() throws IOException {
            assertThat(CsvTable.read(file("1,0\n2,1"), LAST).rows()).isEqualTo(2);
        }

        @Test
        void nothingOfIgnoredColumns() throws IOException {
            CsvTable table = CsvTable.read(
                    file("id,x,k\npatient-1,5,0\npatient-2,6,1\n"),
                    CsvFormat.DEFAULT,
                    LAST,
                    List.of(ColumnSelector.named("id")));

            assertThat(table.featureNames()).containsExactly("x");
            assertThat(table.regression().features()).containsExactly(5, 6);
        }

        @Test
        void moreRowsThanTheFirstBuffersHold() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < 1000; row++) {
                text.append(row)
                        .append(',')
                        .append(2 * row)
                        .append(',')
                        .append(row % 3)
                        .append('\n');
            }

            Dataset dataset = CsvTable.read(file(text.toString()), LAST).classification();

            assertThat(dataset.rows()).isEqualTo(1000);
            assertThat(Arrays.copyOfRange(dataset.features(), 1998, 2000)).containsExactly(999, 1998);
        }
    }

    @Nested
    class Refuses {

        @Test
        void whatIsNoNumberNamingFileLineAndColumn() {
            assertThatThrownBy(() -> CsvTable.read(file("1,2,0\n1,2,0\n\n1,x,0\n"), LAST))
                    .isInstanceOf(DataException.class)
                    .hasMessage("data.csv, line 4, column 2: 'x' is not a number");
        }

        @Test
        void whatIsNoNumberNamingTheColumnOfTheHeader() {
            assertThatThrownBy(() -> CsvTable.read(file("width,height,k\n1,tall,0\n"), LAST))
                    .hasMessage("data.csv, line 2, column 2 (height): 'tall' is not a number");
        }

        @Test
        void aFirstLineThatIsPartlyNumbersWithAHint() {
            assertThatThrownBy(() -> CsvTable.read(file("1,x,0\n1,2,0\n"), LAST))
                    .hasMessage("data.csv, line 1, column 2: 'x' is not a number; if this line holds the names of the "
                            + "columns, say header: yes, if it is neither names nor data, header: skip");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "inf", "-Infinity"})
        void whatIsNotFinite(String text) {
            assertThatThrownBy(() -> CsvTable.read(file("1,0\n" + text + ",0\n"), LAST))
                    .hasMessage("data.csv, line 2, column 1: '%s' is not a finite number".formatted(text));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1f", "0x10", "1,5", "1e999", "--1", "1_000", ".", "1e"})
        void whatOnlyJavaOrNobodyTakesForANumber(String text) {
            assertThatThrownBy(() -> CsvTable.read(file("1,0\n\"" + text + "\",0\n"), LAST))
                    .hasMessage("data.csv, line 2, column 1: '%s' is not a number".formatted(text));
        }

        @Test
        void anEmptyFieldBetweenTabs() {
            CsvFormat format = CsvFormat.DEFAULT.withSeparator('\t');

            assertThatThrownBy(() -> CsvTable.read(file("1\t\t3\n"), format, LAST, List.of()))
                    .hasMessage("data.csv, line 1, column 2: the value is missing; if this line holds the names of the "
                            + "columns, say header: yes, if it is neither names nor data, header: skip");
        }

        @Test
        void raggedRows() {
            assertThatThrownBy(() -> CsvTable.read(file("1,2,0\n1,2,0\n1,2\n"), LAST))
                    .hasMessage("data.csv, line 3: 2 fields, but line 1 has 3");
        }

        @Test
        void anOddFirstLineWithAHint() {
            assertThatThrownBy(() -> CsvTable.read(file("569,30,0\n17.99,10.38,122.8,0\n"), LAST))
                    .hasMessage("data.csv, line 2: 4 fields, but line 1 has 3; if line 1 is neither data nor names, "
                            + "say header: skip");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n\n", "a,b\n"})
        void aFileWithoutData(String text) {
            assertThatThrownBy(() -> CsvTable.read(file(text), LAST)).hasMessage("data.csv has no data");
        }

        @Test
        void aFileThatIsNotThere() {
            assertThatThrownBy(() -> CsvTable.read(folder.resolve("none.csv"), LAST))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("there is no data file ")
                    .hasMessageContaining("none.csv");
        }

        @Test
        void aGzipFileThatIsCutOff() throws IOException {
            byte[] whole = gzip("1,0\n".repeat(1000));
            Path cut = folder.resolve("cut.csv.gz");
            Files.write(cut, Arrays.copyOf(whole, whole.length - 10));

            assertThatThrownBy(() -> CsvTable.read(cut, LAST))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("cut.csv.gz cannot be read: ");
        }

        @Test
        void aMissingLabelInARow() {
            assertThatThrownBy(() -> CsvTable.read(file("1,0\n2,\n"), LAST))
                    .hasMessage("data.csv, line 2, column 2: the label is missing");
        }

        @Test
        void aLabelColumnThatIsNotThere() {
            assertThatThrownBy(() -> CsvTable.read(file("x,y\n1,2\n"), ColumnSelector.named("z")))
                    .hasMessage("data.csv has no column 'z'; its columns are x, y");
            assertThatThrownBy(() -> CsvTable.read(file("1,2\n"), ColumnSelector.at(64)))
                    .hasMessage("data.csv has 2 columns, so there is no column 64: indices go from 0 to 1, "
                            + "or from -1 (the last) back to -2");
        }

        @Test
        void aNameWithoutHeader() {
            assertThatThrownBy(() -> CsvTable.read(file("1,2\n"), ColumnSelector.named("z")))
                    .hasMessageStartingWith("data.csv has no header, so column 'z' cannot be found by its name");
        }

        @Test
        void aNameGivenTwice() {
            assertThatThrownBy(() -> CsvTable.read(file("x,x,y\n1,2,3\n"), ColumnSelector.named("x")))
                    .hasMessage("data.csv has more than one column 'x': give the index");
        }

        @Test
        void aTableOfLabelsAlone() {
            assertThatThrownBy(() -> CsvTable.read(file("1;2\n"), LAST))
                    .hasMessage("data.csv has no column to learn from beside the label; is ',' the right separator?");
        }

        @Test
        void aLabelThatIsIgnored() {
            assertThatThrownBy(
                            () -> CsvTable.read(file("1,2\n"), CsvFormat.DEFAULT, LAST, List.of(ColumnSelector.at(1))))
                    .hasMessage("column '1' of data.csv cannot be the label and be ignored");
        }
    }

    @Nested
    class Labels {

        @Test
        void ofKnownClassesKeepTheirNumbers() throws IOException {
            ClassLabels classes = ClassLabels.of(List.of("a", "b", "c"));

            assertThat(CsvTable.read(file("1,c\n2,a\n"), LAST)
                            .classification(classes)
                            .targets())
                    .containsExactly(2, 0);
        }

        @Test
        void ofAnUnknownClassAreRefused() {
            ClassLabels classes = ClassLabels.of(List.of("a", "b"));

            assertThatThrownBy(() -> CsvTable.read(file("1,a\n2,x\n"), LAST).classification(classes))
                    .hasMessage(
                            "data.csv, line 2, column 2: class 'x' is not among those of the training data, [a, b]");
        }

        @Test
        void thatAreTextAreNoQuantities() {
            assertThatThrownBy(() -> CsvTable.read(file("1,2\n2,b\n"), LAST).regression())
                    .hasMessage("data.csv, line 2, column 2: 'b' is not a number, which a regression needs as label");
        }

        @Test
        void thatAreQuantitiesAreNoClasses() {
            assertThatThrownBy(() -> CsvTable.read(file("1,2.5\n2,3\n"), LAST).classification())
                    .hasMessage(
                            "data.csv, line 1, column 2: '2.5' is a quantity and no class; to learn quantities, say "
                                    + "task: regression in the data section");
        }

        @Test
        void ofOneClassOnlyAreRefused() {
            assertThatThrownBy(() -> CsvTable.read(file("1,a\n2,a\n"), LAST).classification())
                    .hasMessage("data.csv: every row has the class 'a'; is '1' the label column?");
        }

        @Test
        void thatDifferAlmostAlwaysAreNoClasses() {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < 60; row++) {
                text.append("1,").append(1000 + row).append('\n');
            }

            assertThatThrownBy(() -> CsvTable.read(file(text.toString()), LAST).classification())
                    .hasMessageContaining("has 60 different numbers in 60 rows, which hardly are classes");
        }
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("data.csv");
        Files.writeString(file, text);
        return file;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
