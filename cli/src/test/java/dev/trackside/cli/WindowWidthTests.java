package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowWidthTests {

    @Test
    void isTheSecondNumberThatSttyTells() {
        assertThat(WindowWidth.parsed("24 117\n")).hasValue(117);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "0 0\n", "24 0\n", "stty: standard input", "24 1000000\n"})
    void isUnknownIfItTellsSomethingElse(String said) {
        assertThat(WindowWidth.parsed(said)).isEmpty();
    }
}
