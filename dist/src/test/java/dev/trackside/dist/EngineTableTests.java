package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.dist.ContractReport.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of engines says what their contract tests have just shown; with {@code -Dtrackside.write=true} it is written. */
class EngineTableTests {

    private static final String BEGIN = "<!-- made by EngineTableTests: begin -->\n";
    private static final String END = "\n<!-- made by EngineTableTests: end -->";

    /** A contract test and the head of its column. */
    private record Column(String engine, String suite, String title) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("mlp", "MlpContractTests", "mlp"),
            new Column("djl", "DjlContractTests", "[djl](djl.md)"),
            new Column("djl", "FittingContractTests", "[djl](djl.md), `EasyTrain.fit`"),
            new Column("xgboost", "XgboostContractTests", "[xgboost](xgboost.md)"));

    private final Path house =
            Path.of(System.getProperty("trackside.house", "..")).normalize();
    private final Path page = house.resolve("docs/engines/README.md");

    @Test
    void thePageShowsWhatTheContractTestsHaveShown() throws IOException {
        String before = Files.readString(page);
        String table = new EngineTable(COLUMNS.stream().map(this::report).toList()).markdown();
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        int end = before.indexOf(END);
        assertThat(before.indexOf(BEGIN)).as("the mark %s", BEGIN).isNotNegative();
        assertThat(end).as("the mark %s", END).isGreaterThanOrEqualTo(begin);

        if (Boolean.getBoolean("trackside.write")) {
            Files.writeString(page, before.substring(0, begin) + table + before.substring(end));
        }

        assertThat(Files.readString(page).substring(begin).split(END, 2)[0])
                .as("docs/engines/README.md is what %s writes", EngineTable.COMMAND)
                .isEqualTo(table);
    }

    private ContractReport report(Column column) {
        return ContractReport.read(house.resolve("engines").resolve(column.engine()), column.suite(), column.title());
    }

    @Test
    void aTestThatFailedTakesTheMarkFromAllThatItIsAbout() {
        ContractReport mlp = report(COLUMNS.get(0));
        List<Shown> tests = new ArrayList<>(mlp.tests());
        tests.replaceAll(test -> new Shown(
                test.group(),
                test.rule(),
                test.what(),
                test.passed() && !test.what().equals("stop at OnStep 2")));

        String table = new EngineTable(List.of(new ContractReport("mlp", tests))).markdown();

        assertThat(table.lines().filter(line -> line.endsWith("| ✗ |")).map(line -> line.split("\\|")[1].strip()))
                .containsExactly("`@OnStep`", "obeys");
    }

    @Test
    void resultsThatAreMissingAreToldWithTheCommandThatMakesThem() {
        ContractReport mlp = report(COLUMNS.get(0));
        ContractReport some = new ContractReport(
                "mlp",
                mlp.tests().stream()
                        .filter(test -> !test.rule().equals("noThreadIsLeft"))
                        .toList());

        assertThatThrownBy(() -> new EngineTable(List.of(some)).markdown())
                .hasMessageContaining("no result of KeepsCompany.noThreadIsLeft")
                .hasMessageContaining("Run the engines' tests first: ./mvnw ");
        assertThatThrownBy(() -> ContractReport.read(house.resolve("engines/common"), "MlpContractTests", "mlp"))
                .hasMessageContaining("0 reports of MlpContractTests")
                .hasMessageContaining("Run the engines' tests first: ./mvnw ");
    }

    @Test
    void everyContractTestHasAColumn() throws IOException {
        try (Stream<Path> files = Files.walk(house.resolve("engines"))) {
            assertThat(files.map(Path::toString)
                            .filter(name -> name.contains("src") && name.endsWith("ContractTests.java"))
                            .map(name -> Path.of(name).getFileName().toString().replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            COLUMNS.stream().map(Column::suite).toList());
        }
    }
}
