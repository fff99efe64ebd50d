package dev.trackside.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainConsoleTests {

    private final Screen out = new Screen(80);
    private final Screen err = new Screen(80);
    private final PlainConsole console = new PlainConsole(out.stream(), err.stream(), 80);

    @Test
    void printsLinesAndNothingOfTheLiveRegion() {
        console.live("epoch 1");
        console.line("loss = 0.7");
        console.live("epoch 2");
        console.close();

        assertThat(out.written()).isEqualTo("loss = 0.7" + System.lineSeparator());
        assertThat(console.interactive()).isFalse();
    }

    @Test
    void keepsErrorsApart() {
        console.error("disk full");

        assertThat(out.written()).isEmpty();
        assertThat(err.written()).isEqualTo("disk full" + System.lineSeparator());
    }
}
