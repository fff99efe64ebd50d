package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.OptionSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which handlers a class has, and which classes have tables. */
class InheritanceTests {

    private static final String IMPORTS = "package p;\nimport dev.trackside.*;\n";

    private static List<String> methods(Compiled compiled, String name) throws ReflectiveOperationException {
        return Tables.table(compiled, name).handlers().stream()
                .map(HandlerSpec::method)
                .toList();
    }

    @Test
    void handlersOfTheSuperclassComeFirstThenSourceOrder() throws ReflectiveOperationException {
        Compiled compiled = Tables.strictly(IMPORTS + """
                class Base {
                    @Option int one;
                    @OnEpochEnd void z() {}
                    @OnEpochEnd void overridden(Epoch epoch) {}
                }
                class Child extends Base {
                    @Option int two;
                    @OnEpochEnd void y() {}
                    @OnEpochEnd void x() {}
                    @Override @OnTrainEnd void overridden(Epoch epoch) {}
                }
                """.replace("@OnTrainEnd", "@OnEpochEnd(every = 2)"))
                .compile()
                .compilesCleanly();
        assertThat(methods(compiled, "p.Child_Table")).containsExactly("z()", "y()", "x()", "overridden(Epoch)");
        assertThat(Tables.table(compiled, "p.Child_Table").options())
                .extracting(OptionSpec::name)
                .containsExactly("one", "two");
    }

    @Nested
    class ASubclassWithNothingOfItsOwn {

        @Test
        void usesTheTableOfItsSuperclass() {
            Tables.strictly(IMPORTS + "class Base { @OnEpochEnd void on() {} }\nclass Child extends Base {}")
                    .compile()
                    .compilesCleanly()
                    .doesNotGenerate("p.Child_Table")
                    .generates("p.Base_Table");
        }

        @Test
        void getsATableIfItIsAPlugin() throws ReflectiveOperationException {
            Compiled compiled = Tables.strictly(IMPORTS + """
                            abstract class Base { @OnEpochEnd void on() {} }
                            @Plugin("child") class Child extends Base {}
                            """).compile().compilesCleanly();
            assertThat(methods(compiled, "p.Child_Table")).containsExactly("on()");
        }

        @Test
        void getsATableIfOnlyItKnowsWhatTheHandlersTake() throws ReflectiveOperationException {
            Compiled compiled = Tables.strictly(IMPORTS + """
                            abstract class Base<T> {
                                @State java.util.List<T> seen;
                                @OnBatchEnd void on(T value) {}
                            }
                            abstract class Middle<T> extends Base<T> {}
                            class Child extends Middle<Batch> { }
                            class Grandchild extends Child { }
                            """.replace("@State java.util.List<T> seen;", ""))
                    .compile()
                    .compilesCleanly()
                    .doesNotGenerate("p.Base_Table")
                    .doesNotGenerate("p.Middle_Table")
                    .doesNotGenerate("p.Grandchild_Table");
            assertThat(methods(compiled, "p.Child_Table")).containsExactly("on(Batch)");
        }

        @Test
        void getsATableForTheDefaultMethodsOfItsInterface() throws ReflectiveOperationException {
            Compiled compiled = Tables.strictly(IMPORTS + """
                            interface Stops { @OnEpochEnd default void on(Epoch epoch) {} }
                            class Child implements Stops {}
                            class Grandchild extends Child implements Stops {}
                            """)
                    .compile()
                    .compilesCleanly()
                    .doesNotGenerate("p.Stops_Table")
                    .doesNotGenerate("p.Grandchild_Table");
            assertThat(methods(compiled, "p.Child_Table")).containsExactly("on(Epoch)");
        }

        @Test
        void getsATableIfItDropsAHandlerByAnOverride() throws ReflectiveOperationException {
            Compiled compiled = Tables.strictly(IMPORTS + """
                            class Base { @OnEpochEnd void on() {} @OnEpochEnd void stays() {} }
                            class Child extends Base {
                                @Override @SuppressWarnings("override-dropped") void on() {}
                            }
                            """).compile().compilesCleanly();
            assertThat(methods(compiled, "p.Child_Table")).containsExactly("stays()");
        }
    }

    @Nested
    class AcrossJars {

        @Test
        void handlersOfClassFilesAreCalledAndTheirFaultsReportedOnTheSubclass(@TempDir Path folder) {
            Tables.strictly("""
                            package lib;
                            import dev.trackside.*;
                            public class Base {
                                @OnEpochEnd public void fine(int epoch) {}
                                @OnEpochEnd void hidden(Epoch epoch) {}
                            }
                            """)
                    .with("-parameters")
                    .processedBy()
                    .compile()
                    .compilesCleanly()
                    .writeTo(folder);
            Compiled compiled = Tables.strictly(IMPORTS + """
                            class Child extends lib.Base { // ERROR foreign-package-private at 'class'
                                @OnTrainEnd void end() {}
                            }
                            class Healthy { @OnTrainEnd void end() {} }
                            """)
                    .classPath(DiagnosticPage.API, DiagnosticPage.JSPECIFY, folder)
                    .compile()
                    .reportsExactlyTheMarkedFindings()
                    .doesNotGenerate("p.Child_Table");
            compiled.generates("p.Healthy_Table");
            assertThat(compiled.finding("foreign-package-private").message()).contains("lib", "Base.hidden");
        }
    }

    @Test
    void aFaultThatIsInheritedIsReportedOnceAndSparesNeighbors() {
        Tables.strictly(IMPORTS + """
                        class Base {
                            @OnEpochEnd
                            private void on() {} // ERROR private-handler at 'on'
                        }
                        class Child extends Base { @OnTrainEnd void end() {} }
                        class Healthy {
                            HandlersOf table() { return new HandlersOf(); }
                            @OnTrainEnd void end() {}
                            static class HandlersOf extends Object { Healthy_Table table = new Healthy_Table(); }
                        }
                        """)
                .compile()
                .reportsExactlyTheMarkedFindings()
                .doesNotGenerate("p.Base_Table")
                .doesNotGenerate("p.Child_Table")
                .generates("p.Healthy_Table");
    }
}
