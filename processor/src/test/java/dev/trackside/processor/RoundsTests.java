package dev.trackside.processor;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Types that other processors write in the same compilation. */
class RoundsTests {

    /** Writes given sources, one each round. */
    @SupportedAnnotationTypes("*")
    private static final class Writing extends AbstractProcessor {

        private final TreeMap<String, String> sources;

        Writing(Map<String, String> sources) {
            this.sources = new TreeMap<>(sources);
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            Map.Entry<String, String> next = sources.pollFirstEntry();
            if (next != null) {
                try (Writer writer =
                        processingEnv.getFiler().createSourceFile(next.getKey()).openWriter()) {
                    writer.write(next.getValue());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    private static Compiling compiling(String source, Map<String, String> written) {
        return Compiling.source("package p;\nimport dev.trackside.*;\n" + source)
                .processedBy(new TableProcessor(), new IndexProcessor(), new Writing(written));
    }

    @Test
    void aPayloadThatIsWrittenLaterIsWaitedFor() {
        compiling(
                        "class Watcher { @OnPlateau void on(Plateau plateau) {} }",
                        Map.of(
                                "p.OnPlateau",
                                "package p; @dev.trackside.EventType(payload = Plateau.class) @interface OnPlateau {}",
                                "p.Plateau",
                                "package p; record Plateau(int epochs) {}"))
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing("target.on((Plateau) frame.payload())");
    }

    /** Older javac hides annotations that it cannot find yet; newer ones show them, and they are waited for. */
    @Test
    void anEventThatIsWrittenBesideOthersIsWaitedForOrReportedAndNeverLost() {
        Compiled compiled = compiling(
                        """
                        class Watcher { // ERROR unresolved-type at 'class'
                            @OnTrainEnd void end() {}
                            @OnPlateau void on() {}
                        }
                        """,
                        Map.of(
                                "p.OnPlateau",
                                "package p; @dev.trackside.EventType(payload = String.class) @interface OnPlateau {}"))
                .compile();
        if (compiled.findings().isEmpty()) {
            compiled.generates("p.Watcher_Table").containing("target.on()");
        } else {
            compiled.reportsExactlyTheMarkedFindings();
        }
    }

    @Test
    void aSuperclassThatIsWrittenLaterIsWaitedFor() {
        compiling(
                        "@Plugin(\"watcher\") class Watcher extends Base {}",
                        Map.of("p.Base", "package p; class Base { @dev.trackside.OnEpochEnd void on() {} }"))
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing("target.on()");
    }

    @Test
    void aRecordWithinStateThatIsWrittenLaterIsWaitedFor() {
        compiling("""
                        record Deep(java.util.List<Best> bests) {}
                        class Watcher {
                            @State Deep deep = new Deep(java.util.List.of());
                            @OnTrainEnd void end() {}
                        }
                        """, Map.of("p.Best", "package p; record Best(double loss) {}"))
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing("Best");
    }

    @Test
    void anExceptionThatIsWrittenLaterIsJudgedWhenItIsThere() {
        compiling("""
                        class Watcher {
                            @OnTrainEnd void end() throws Odd {} // ERROR checked-exception at 'end'
                        }
                        @Plugin("opener") class Opener {
                            Opener() throws Odd {} // ERROR constructor-throws at 'Opener'
                            @OnTrainEnd void end() {}
                        }
                        """, Map.of("p.Odd", "package p; class Odd extends Exception {}"))
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    @Test
    void aConstantThatIsWrittenLaterIsWaitedFor() {
        compiling("""
                        @Plugin(value = Names.ID, after = Names.OTHER, phase = Phase.MEASURE)
                        class Watcher {
                            @OnEpochEnd(every = Names.PERIOD, at = {2, Names.PERIOD}) void end(@Metric(Names.LOSS) double loss) {}
                        }
                        """, Map.of("p.Names", """
                                package p;
                                interface Names {
                                    String ID = "watcher";
                                    String OTHER = "other";
                                    String LOSS = "val_loss";
                                    int PERIOD = 2;
                                }
                                """))
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing("\"watcher\"")
                .containing("\"other\"")
                .containing("\"val_loss\"");
    }

    @Test
    void aHandlerClassThatIsWrittenLaterGetsItsTable() {
        compiling(
                        "class Nothing {}",
                        Map.of("p.Base", "package p; class Base { @dev.trackside.OnEpochEnd void on() {} }"))
                .compile()
                .compilesCleanly()
                .generates("p.Base_Table");
    }

    @Test
    void whatNeverComesIsNamedAndSparesNeighbors() {
        compiling("""
                        class Watcher { // ERROR unresolved-type at 'class'
                            @OnEpochEnd
                            void on(Missing missing) {} // ERROR compiler.err.cant.resolve.location at 'Missing'
                        }
                        class Healthy { @OnTrainEnd void end() {} }
                        """, Map.of()).compile().reportsExactlyTheMarkedFindings().generates("p.Healthy_Table");
    }

    @Test
    void anUnknownAnnotationIsLeftToTheCompiler() {
        compiling("""
                        class Watcher {
                            @OnEpocEnd // ERROR compiler.err.cant.resolve.location at 'OnEpocEnd'
                            void on() {}
                        }
                        """, Map.of()).compile().reportsExactlyTheMarkedFindings();
    }
}
