package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What descriptors say of options, and what they leave unsaid. */
class DescriptorTests {

    private static final String HEAD = """
            package p;
            import dev.trackside.*;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            """;

    private static String descriptor(String members) {
        Compiled compiled =
                Tables.strictly(HEAD + """
                        @Plugin("watcher")
                        class Watcher {
                            %s
                            @OnEpochEnd void on(Epoch epoch) {}
                            enum Mode { FAST, VERY_SAFE }
                            static final int WEEK = 7 * 24;
                        }
                        """.formatted(members)).compile().compilesCleanly();
        return compiled.resource("META-INF/trackside/p.Watcher_Table.json").text();
    }

    /** The default of the only option, on one line; or the empty text. */
    private static String initial(String field) {
        Matcher line = Pattern.compile("\"(default|defaultSource)\": (\\[[^]]*]|[^\\n]*?),?\\n")
                .matcher(descriptor("@Option " + field));
        return line.find()
                ? (line.group(1).equals("default") ? "" : "source ")
                        + line.group(2).replaceAll("\\s+", " ")
                : "";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int patience = 5;                                     | 5
            int patience = -0x10;                                 | -16
            Integer patience = 1_000;                             | 1000
            long most = Long.MAX_VALUE;                           | 9223372036854775807
            int hours = WEEK;                                     | 168
            byte letter = 'a';                                    | 97
            char letter = 'a';                                    | "a"
            double delta = 5;                                     | 5.0
            double delta = (1e-4);                                | 1.0E-4
            float delta = 0.1f;                                   | 0.1
            double delta = Double.POSITIVE_INFINITY;              | ".inf"
            double delta = -Double.POSITIVE_INFINITY;             | "-.inf"
            Double delta = java.lang.Double.NaN;                  | ".nan"
            boolean on = true;                                    | true
            String name = "a \\"b\\"";                            | "a \\"b\\""
            Mode mode = Mode.VERY_SAFE;                           | "very-safe"
            Duration limit = Duration.ofSeconds(90);              | "90s"
            Duration limit = java.time.Duration.ofHours(WEEK);    | "168h"
            Duration limit = Duration.ZERO;                       | "0s"
            Path folder = Path.of("runs");                        | "runs"
            List<String> names = List.of("a", "b");               | [ "a", "b" ]
            Set<Mode> modes = Set.of(Mode.FAST);                  | [ "fast" ]
            List<String> names = new ArrayList<>();               | []
            """)
    void anInitialValueThatStandsInTheSourceIsInIt(String field, String expected) {
        assertThat(initial(field)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int seconds = 60 * 60;                                | source "60 * 60"
            String home = System.getProperty("user.home");        | source "System.getProperty(\\"user.home\\")"
            Duration limit = Duration.ofDays(1).plusHours(2);     | source "Duration.ofDays(1).plusHours(2)"
            List<String> names = Arrays.asList("a", "b" + 1);     | source "Arrays.asList(\\"a\\", \\"b\\" + 1)"
            """)
    void oneThatMustBeComputedIsGivenAsSource(String field, String expected) {
        assertThat(initial(field)).isEqualTo(expected);
    }

    @Nested
    class NothingIsSaidOfAnInitialValue {

        @Test
        void thatIsNull() {
            assertThat(initial("@org.jspecify.annotations.Nullable String name = null;"))
                    .isEmpty();
        }

        @Test
        void thatIsNotThere() {
            assertThat(initial("int patience;")).isEmpty();
        }

        @Test
        void thatAConstructorReplaces() {
            assertThat(initial("int patience = 5; Watcher() { if (System.nanoTime() > 0) { this.patience = 6; } }"))
                    .isEmpty();
            assertThat(initial("int patience = 5; { patience++; }")).isEmpty();
            assertThat(initial("int patience = 5; int other; Watcher() { other = 6; }"))
                    .isEqualTo("5");
        }

        /** What kapt shows of a Kotlin class lacks the bodies of constructors. */
        @Test
        void thatStandsInAStubOfKotlin() {
            Compiled compiled = Tables.strictly(HEAD + """
                            @kotlin.Metadata
                            @Plugin("watcher")
                            class Watcher { @Option double late = 0.0; @OnEpochEnd void on(Epoch epoch) {} }
                            """, "package kotlin; public @interface Metadata {}")
                    .compile()
                    .compilesCleanly();
            assertThat(compiled.resource("META-INF/trackside/p.Watcher_Table.json")
                            .text())
                    .contains("\"late\"")
                    .doesNotContain("default");
        }

        @Test
        void thatASubclassReplaces() {
            Compiled compiled = Tables.strictly(HEAD + """
                            abstract class Base {
                                @Option int patience = 5;
                                @Option int kept = 5;
                                @OnEpochEnd void on(Epoch epoch) {}
                            }
                            @Plugin("child")
                            class Child extends Base { Child() { patience = 6; } }
                            """).compile().compilesCleanly();
            assertThat(compiled.resource("META-INF/trackside/p.Child_Table.json")
                            .text())
                    .containsOnlyOnce("\"default\"")
                    .containsPattern("(?s)\"kept\".*\"default\": 5");
        }

        /** As Gradle does for incremental processors, and IntelliJ. */
        @Test
        void whereABuildToolWrapsTheCompiler() {
            TableProcessor processor = new TableProcessor();
            Processor wrapping = delegating(
                    Processor.class,
                    processor,
                    argument -> argument instanceof ProcessingEnvironment
                            ? delegating(ProcessingEnvironment.class, argument, same -> same)
                            : argument);
            Compiled compiled =
                    Compiling.source(HEAD + """
                            @Plugin("watcher")
                            class Watcher { @Option int patience = 5; @OnEpochEnd void on(Epoch epoch) {} }
                            """).processedBy(wrapping).compile().compilesCleanly();
            assertThat(compiled.resource("META-INF/trackside/p.Watcher_Table.json")
                            .text())
                    .contains("\"patience\"")
                    .doesNotContain("default");
        }

        private static <T> T delegating(Class<T> type, Object target, UnaryOperator<Object> argument) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> method.invoke(
                            target,
                            arguments == null
                                    ? null
                                    : Stream.of(arguments).map(argument).toArray())));
        }

        @Test
        void thatStandsInAClassFile(@TempDir Path folder) {
            Tables.strictly("""
                            package lib;
                            public abstract class Base { @dev.trackside.Option public int patience = 5; }
                            """).compile().compilesCleanly().writeTo(folder);
            Compiled compiled = Tables.strictly(HEAD + """
                            @Plugin("child")
                            class Child extends lib.Base { @OnEpochEnd void on(Epoch epoch) {} }
                            """)
                    .classPath(DiagnosticPage.API, DiagnosticPage.JSPECIFY, folder)
                    .compile()
                    .compilesCleanly();
            assertThat(compiled.resource("META-INF/trackside/p.Child_Table.json")
                            .text())
                    .contains("\"patience\"")
                    .doesNotContain("default");
        }
    }

    @Test
    void anEnumOptionListsWhatItTakes() {
        assertThat(descriptor("@Option List<Mode> modes = List.of();"))
                .contains("\"type\": \"List<Watcher.Mode>\"", "\"kind\": \"LIST\"", "\"element\": \"p.Watcher.Mode\"")
                .containsPattern("\"constants\": \\[\\s*\"fast\",\\s*\"very-safe\"\\s*]");
    }

    @Test
    void aHandlerSaysWhatItTakesAndTheClassWhatItKeeps() {
        assertThat(descriptor("""
                        @State double best;
                        @Option String monitor = "loss";
                        @OnEpochEnd
                        void all(Metrics metrics, @Metric("a") double a, @Metric("b") OptionalDouble b,
                                @Metric(option = "monitor") double c, Weights weights, Optional<LearningRate> rate) {}
                        """).replaceAll("\\s+", " "))
                .contains(
                        "\"metrics\": [ \"*\", \"a\", \"b?\", \"{monitor}\" ], \"needs\": [ \"dev.trackside.Weights\" ],"
                                + " \"mayUse\": [ \"dev.trackside.LearningRate\" ], \"async\": false",
                        "\"state\": [ { \"name\": \"best\", \"type\": \"double\" } ]");
    }
}
