package dev.trackside.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalRulesTests {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm-256color"));

    @Nested
    class IsATerminal {

        @Test
        void ifTheLauncherSaysSoThoughStandardInputIsAPipe() {
            properties.put("trackside.terminal", "true");

            assertThat(rules(false, 17).interactive()).isTrue();
        }

        @ParameterizedTest(name = "Java {0}")
        @ValueSource(ints = {17, 21, 25})
        void ifJavaHasAConsole(int version) {
            assertThat(rules(true, version).interactive()).isTrue();
        }
    }

    @Nested
    class IsNone {

        @Test
        void ifTheLauncherSaysSo() {
            properties.put("trackside.terminal", "false");

            assertThat(rules(true, 17).interactive()).isFalse();
        }

        @Test
        void ifJavaHasNoConsole() {
            assertThat(rules(false, 17).interactive()).isFalse();
        }

        @ParameterizedTest(name = "Java {0}")
        @ValueSource(ints = {22, 23, 24})
        void ifJavaAlwaysHasAConsole(int version) {
            assertThat(rules(true, version).interactive()).isFalse();
        }

        @ParameterizedTest(name = "TERM=''{0}''")
        @ValueSource(strings = {"dumb", ""})
        void ifItCannotRedraw(String term) {
            environment.put("TERM", term);

            assertThat(rules(true, 17).interactive()).isFalse();
        }

        @ParameterizedTest(name = "CI={0}")
        @ValueSource(strings = {"true", "1", "woodpecker"})
        void inContinuousIntegration(String ci) {
            environment.put("CI", ci);

            assertThat(rules(true, 17).interactive()).isFalse();
        }
    }

    @Nested
    class IsNotOneToRedraw {

        @ParameterizedTest(name = "{0}={1}")
        @CsvSource({
            "JPY_PARENT_PID, 4711",
            "COLAB_RELEASE_TAG, release-colab_20260101",
            "KAGGLE_KERNEL_RUN_TYPE, Interactive",
            "MPLBACKEND, module://matplotlib_inline.backend_inline",
        })
        void inTheCellOfANotebook(String variable, String value) {
            properties.put("trackside.terminal", "true");
            environment.put(variable, value);

            assertThat(rules(true, 17).interactive()).isFalse();
        }

        @Test
        void butWithAnotherBackendForPlotsItIs() {
            environment.put("MPLBACKEND", "agg");

            assertThat(rules(true, 17).interactive()).isTrue();
        }
    }

    @Nested
    class TheWidth {

        @Test
        void isWhatTheEnvironmentSays() {
            environment.put("COLUMNS", "132");
            properties.put("trackside.columns", "100");

            assertThat(rules(true, 17).width()).isEqualTo(132);
        }

        @Test
        void elseWhatTheLauncherSays() {
            properties.put("trackside.columns", "100");

            assertThat(rules(true, 17).width()).isEqualTo(100);
        }

        @ParameterizedTest(name = "COLUMNS=''{0}''")
        @ValueSource(strings = {"", "0", "-5", "wide", "9999999999"})
        void else80(String columns) {
            environment.put("COLUMNS", columns);

            assertThat(rules(true, 17).width()).isEqualTo(80);
        }
    }

    private TerminalRules rules(boolean javaConsole, int javaVersion) {
        return new TerminalRules(properties::get, environment::get, javaConsole, javaVersion);
    }
}
