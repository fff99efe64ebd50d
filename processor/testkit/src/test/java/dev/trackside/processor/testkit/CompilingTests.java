package dev.trackside.processor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilingTests {

    /** Warns of each deprecated element. */
    @SupportedAnnotationTypes("*")
    private static final class Complaining extends AbstractProcessor {

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (Element element : round.getElementsAnnotatedWith(Deprecated.class)) {
                processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, "[audit:old] too old.", element);
            }
            return false;
        }
    }

    private static Compiled compiled(String source) {
        return Compiling.source(source).processedBy(new Complaining()).compile();
    }

    @Nested
    class Markers {

        @Test
        void matchFindingsOfProcessorsAndOfTheCompiler() {
            compiled("""
                            package p;
                            class A {
                                @Deprecated void one() {} @Deprecated void two() {} // WARNING old at 'one' WARNING old at 'two'
                            }
                            """).reportsExactlyTheMarkedFindings();
            compiled("class A { int wrong = new Missing(); } // ERROR compiler.err.cant.resolve.location at 'Missing'")
                    .reportsExactlyTheMarkedFindings();
        }

        @Test
        void thatNothingMatchesFail() {
            assertThatThrownBy(
                            () -> compiled("class A {} // WARNING old at 'A'").reportsExactlyTheMarkedFindings())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("A.java:1:7 WARNING old");
        }

        @Test
        void thatAreMissingFail() {
            assertThatThrownBy(() -> compiled("@Deprecated class A {}").reportsExactlyTheMarkedFindings())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("A.java:1:13 WARNING old")
                    .hasMessageContaining("too old.");
        }

        @Test
        void inAnotherColumnFail() {
            assertThatThrownBy(() -> compiled("@Deprecated class A {} // WARNING old at 'A'")
                            .reportsExactlyTheMarkedFindings())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("A.java:1:19 WARNING old");
        }

        @Test
        void thatCannotBeReadAreRefused() {
            assertThatThrownBy(() -> compiled("class A {} // ERROR old").reportsExactlyTheMarkedFindings())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write // ERROR the-id at 'text'");
            assertThatThrownBy(() -> compiled("class A {} // ERROR old at 'B'").reportsExactlyTheMarkedFindings())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'B'");
        }
    }

    @Test
    void aFindingMakesACompilationUnclean() {
        assertThatThrownBy(() -> compiled("@Deprecated class A {}").compilesCleanly())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[audit:old] too old.");
        assertThat(compiled("@Deprecated class A {}").finding("old").severity()).isEqualTo(Finding.Severity.WARNING);
    }

    @Test
    void classesCanBeLoaded() throws ReflectiveOperationException {
        Compiled compiled = Compiling.source(
                        "package p; public class A { public String toString() { return \"A\" + new B(); } }")
                .and("package p; class B { public String toString() { return \"B\"; } }")
                .processedBy()
                .compile()
                .compilesCleanly();
        assertThat(compiled.load("p.A").getDeclaredConstructor().newInstance()).hasToString("AB");
        assertThatThrownBy(() -> compiled.load("p.C")).isInstanceOf(AssertionError.class);
    }

    @Test
    void classesCanBeWrittenAndCompiledAgainst(@TempDir Path folder) {
        Compiling.source("package p; public class A {}").processedBy().compile().writeTo(folder);
        assertThat(folder.resolve("p/A.class")).matches(Files::isRegularFile);
        Compiling.source("class B extends p.A {}")
                .processedBy()
                .classPath(folder)
                .compile()
                .compilesCleanly();
    }

    @Test
    void whatWasNotGeneratedIsNamed() {
        assertThatThrownBy(() -> compiled("class A {}").generates("p.A_Table"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("p/A_Table.java was not generated");
    }
}
