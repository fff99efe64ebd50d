package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.checks.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in {@code docs/diagnostics} are tests: the markers in their wrong code are what is reported, their right code compiles. */
class DiagnosticPagesTests {

    /**
     * What no code of a user raises: {@link ProcessorFailureTests}, {@link ExtensionFailureTests}, {@link ExtensionUnusableTests} and {@link ExtensionMisuseTests} do.
     */
    private static final Set<String> WITHOUT_CODE = Set.of(
            "processor-failed",
            "file-clash",
            "file-unwritable",
            "extension-failed",
            "extension-unusable",
            "extension-clash");

    static List<DiagnosticPage> pages() throws IOException {
        return DiagnosticPage.all();
    }

    static Stream<DiagnosticPage> pagesWithCode() throws IOException {
        return pages().stream().filter(page -> !WITHOUT_CODE.contains(page.id()));
    }

    @Test
    void eachDiagnosticHasItsPage() throws IOException {
        assertThat(pages())
                .extracting(DiagnosticPage::id)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Diagnostic.values()).map(Diagnostic::id).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pagesWithCode")
    void wrongCodeIsReportedWhereThePageSays(DiagnosticPage page, @TempDir Path folder) throws Exception {
        assertThat(page.wrong()).as("code under ## Wrong").isNotEmpty();
        var compiled = DiagnosticPage.compiling(page.wrong(), folder).compile().reportsExactlyTheMarkedFindings();
        assertThat(compiled.findings()).anyMatch(finding -> finding.id().equals(page.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pagesWithCode")
    void rightCodeCompilesCleanly(DiagnosticPage page, @TempDir Path folder) throws Exception {
        assertThat(page.right()).as("code under ## Right").isNotEmpty();
        DiagnosticPage.compiling(page.right(), folder).compile().compilesCleanly();
    }
}
