package dev.trackside.processor;

import dev.trackside.processor.testkit.Compiling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @SuppressWarnings} silences warnings and never errors. */
class SuppressionTests {

    private static final String PLUGIN = """
            package p;
            import dev.trackside.*;
            %s
            class Outer {
                %s
                @Plugin("idle")%s
                static class Idle {}
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\"trackside:no-handlers\"", "\"no-handlers\"", "{\"all\", \"no-handlers\"}"})
    void aWarningIsSilencedOnTheClassOrAroundIt(String names) {
        String annotation = "@SuppressWarnings(" + names + ")";
        Tables.strictly(PLUGIN.formatted(annotation, "", "")).compile().compilesCleanly();
        Tables.strictly(PLUGIN.formatted("", annotation, "")).compile().compilesCleanly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"unchecked\"", "\"trackside:override-dropped\""})
    void anotherNameSilencesNothing(String names) {
        Compiling.source(PLUGIN.formatted(
                        "", "@SuppressWarnings(" + names + ")", " // WARNING no-handlers at '@Plugin'"))
                .processedBy(new TableProcessor(), new IndexProcessor())
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-handler", "trackside:private-handler"})
    void anErrorIsNotSilenced(String name) {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        @SuppressWarnings("%s")
                        class Watcher {
                            @OnEpochEnd
                            private void on() {} // ERROR private-handler at 'on'
                        }
                        """.formatted(name)).compile().reportsExactlyTheMarkedFindings();
    }
}
