package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.FilterOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults in and around the processor are reported, on the class where there is one, and go no further. */
class ProcessorFailureTests {

    private static final String SERVICES = "META-INF/services/dev.trackside.spi.HandlerTable";

    private static final String SOURCE = """
            package p;
            import dev.trackside.*;
            @Plugin("broken") class Broken { // ERROR %s at 'class'
                @OnEpochEnd void on() {}
            }
            class Healthy { @OnEpochEnd void on() {} }
            """;

    /** What happens in place of a call. */
    private interface Fault {
        Object at(Callable<Object> original) throws Throwable;
    }

    /** Runs a processor in an environment that breaks at one call with one argument. */
    @SupportedAnnotationTypes("*")
    private static final class Breaking extends AbstractProcessor {

        private final Processor processor;
        private final String method;
        private final String argument;
        private final Fault fault;

        Breaking(Processor processor, String method, String argument, Fault fault) {
            this.processor = processor;
            this.method = method;
            this.argument = argument;
            this.fault = fault;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            Filer filer = breaking(Filer.class, environment.getFiler());
            Elements elements = breaking(Elements.class, environment.getElementUtils());
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    Breaking.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (self, called, arguments) -> switch (called.getName()) {
                        case "getFiler" -> filer;
                        case "getElementUtils" -> elements;
                        default -> called.invoke(environment, arguments);
                    }));
        }

        private <T> T breaking(Class<T> type, T target) {
            return type.cast(Proxy.newProxyInstance(
                    Breaking.class.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                        Callable<Object> original = () -> called.invoke(target, arguments);
                        try {
                            return called.getName().equals(method) && isMeant(arguments)
                                    ? fault.at(original)
                                    : original.call();
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        private boolean isMeant(Object[] arguments) {
            for (Object one : arguments) {
                if (String.valueOf(one).equals(argument)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }

    private static Compiled compile(String expected, Processor... processors) {
        Compiled compiled = Compiling.source(SOURCE.formatted(expected))
                .processedBy(processors)
                .compile()
                .reportsExactlyTheMarkedFindings();
        compiled.generates("p.Healthy_Table");
        return compiled;
    }

    /** A file that can be opened and closed but takes nothing. */
    private static Object full(Callable<Object> original) throws Exception {
        Object file = original.call();
        return Proxy.newProxyInstance(
                Breaking.class.getClassLoader(), new Class<?>[] {JavaFileObject.class}, (self, called, arguments) -> {
                    Object result = called.invoke(file, arguments);
                    if (result instanceof Writer writer) {
                        return new FilterWriter(writer) {
                            @Override
                            public void write(String text, int from, int length) throws IOException {
                                throw new IOException("no space left on device");
                            }
                        };
                    }
                    if (result instanceof OutputStream stream) {
                        return new FilterOutputStream(stream) {
                            @Override
                            public void write(byte[] bytes, int from, int length) throws IOException {
                                throw new IOException("no space left on device");
                            }
                        };
                    }
                    return result;
                });
    }

    @Nested
    class WithinTheProcessor {

        @Test
        void whereAClassIsReadAreReportedOnItAndSpareNeighbors() {
            Processor processor = new Breaking(new TableProcessor(), "getBinaryName", "p.Broken", original -> {
                throw new IllegalStateException("out of ink");
            });
            Compiled compiled = compile("processor-failed", processor);
            assertThat(compiled.finding("processor-failed").message()).contains("p.Broken", "out of ink");
        }

        @Test
        void mayBeErrorsToo() {
            Processor processor = new Breaking(new TableProcessor(), "getDocComment", "p.Broken", original -> {
                throw new AssertionError("cannot happen");
            });
            assertThat(compile("processor-failed", processor)
                            .finding("processor-failed")
                            .message())
                    .contains("cannot happen");
        }

        @Test
        void whereATableIsWrittenAreReportedOnItsClassAndLeaveNoPartOfIt() {
            Processor processor = new Breaking(new TableProcessor(), "createSourceFile", "p.Broken_Table", original -> {
                throw new IllegalStateException("out of ink");
            });
            compile("processor-failed", processor).doesNotGenerate("META-INF.trackside.p.Broken_Table");
        }

        @Test
        void whereAllPluginsAreListedAreReportedWithoutAPlace() {
            Processor processor = new Breaking(new IndexProcessor(), "createResource", SERVICES, original -> {
                throw new IllegalStateException("out of ink");
            });
            Compiled compiled = Compiling.source(SOURCE.replaceAll("//.*", ""))
                    .processedBy(new TableProcessor(), processor)
                    .compile();
            assertThat(compiled.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.id()).isEqualTo("processor-failed");
                assertThat(finding.message()).contains(SERVICES, "out of ink");
            });
            compiled.generates("p.Healthy_Table");
        }
    }

    @Nested
    class OfTheOutput {

        @Test
        void areReportedForATableWithTheReason() {
            Processor processor = new Breaking(
                    new TableProcessor(), "createSourceFile", "p.Broken_Table", ProcessorFailureTests::full);
            assertThat(compile("file-unwritable", processor)
                            .finding("file-unwritable")
                            .message())
                    .contains("p.Broken_Table", "no space left on device");
        }

        @ParameterizedTest
        @ValueSource(strings = {SERVICES, "META-INF/trackside/p.Broken_Table.json"})
        void areReportedForAResourceWithTheReason(String path) {
            Compiled compiled = compile(
                    "file-unwritable",
                    new Breaking(new TableProcessor(), "createResource", path, ProcessorFailureTests::full),
                    new Breaking(new IndexProcessor(), "createResource", path, ProcessorFailureTests::full));
            assertThat(compiled.finding("file-unwritable").message()).contains(path, "no space left on device");
        }

        @ParameterizedTest
        @ValueSource(strings = {SERVICES, "META-INF/trackside/p.Broken_Table.json"})
        void areReportedWhereAnotherProcessorWritesTheFile(String path) {
            Fault taken = original -> {
                throw new FilerException("Attempt to reopen a file for path " + path);
            };
            Compiled compiled = compile(
                    "file-clash",
                    new Breaking(new TableProcessor(), "createResource", path, taken),
                    new Breaking(new IndexProcessor(), "createResource", path, taken));
            assertThat(compiled.finding("file-clash").message()).contains(path);
        }

        @Test
        void areAClashWhereAnotherProcessorWritesTheTable() {
            Processor processor = new Breaking(new TableProcessor(), "createSourceFile", "p.Broken_Table", original -> {
                throw new FilerException("Attempt to recreate a file for type p.Broken_Table");
            });
            assertThat(compile("table-clash", processor).finding("table-clash").message())
                    .contains("a class that another processor writes");
        }
    }

    /** A library whose own library is not on the class path: the compiler throws when somebody looks at what is gone. */
    @Test
    void aClassFileThatIsGoneIsNamed(@TempDir Path folder) throws IOException {
        Compiling.source(
                        "package q; public class Gone { @dev.trackside.OnEpochEnd public void on() {} }",
                        "package q; public class Base extends Gone {}")
                .processedBy()
                .compile()
                .compilesCleanly()
                .writeTo(folder);
        Files.delete(folder.resolve("q/Gone.class"));
        Compiled compiled = Compiling.source("""
                        package p;
                        import dev.trackside.*;
                        class Child extends q.Base {
                            @OnTrainEnd void end() {}
                        }
                        class Healthy { @OnEpochEnd void on() {} }
                        """)
                .classPath(DiagnosticPage.API, folder)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .compile();
        assertThat(compiled.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.message()).contains("q.Gone"))
                .noneMatch(finding -> finding.id().equals("processor-failed"));
    }
}
