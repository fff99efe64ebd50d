package dev.trackside.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTests {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'', 0", "loss, 4", "Übung, 5", "損失, 4", "e\u0301, 1", "\uD83D\uDE80, 2", "█░, 2", "한, 2"})
    void countsColumns(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "loss, 4, loss",
        "0123456789, 8, 01234...",
        "損失損失損失, 8, 損失...",
        "0123456789, 3, 012",
        "0123456789, 0, ''"
    })
    void cutsAtColumns(String text, int width, String cut) {
        assertThat(DisplayWidth.cut(text, width)).isEqualTo(cut);
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(DisplayWidth.cut("\uD83D\uDE80\uD83D\uDE80", 3)).isEqualTo("\uD83D\uDE80");
    }
}
