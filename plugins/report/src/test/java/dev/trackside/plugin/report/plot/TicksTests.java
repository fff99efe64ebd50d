package dev.trackside.plugin.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTests {

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "0, 2.3, 0.0 0.5 1.0 1.5 2.0 2.5",
        "0.31, 0.97, 0.2 0.4 0.6 0.8 1.0",
        "-3, 4, -4 -2 0 2 4",
        "0.00021, 0.002, 0.0000 0.0005 0.0010 0.0015 0.0020",
        "1e-7, 5e-7, 1e-7 2e-7 3e-7 4e-7 5e-7",
        "61000000, 77000000, 6e7 6.5e7 7e7 7.5e7 8e7",
        "5, 5, 4.4 4.6 4.8 5.0 5.2 5.4 5.6",
        "0, 0, -1.0 -0.5 0.0 0.5 1.0"
    })
    void areRoundAndHoldAllValues(double smallest, double largest, String expected) {
        Ticks ticks = Ticks.around(smallest, largest, 5);

        assertThat(String.join(" ", ticks.values().stream().map(Ticks::text).toList()))
                .isEqualTo(expected);
        assertThat(ticks.from()).isLessThanOrEqualTo(smallest);
        assertThat(ticks.to()).isGreaterThanOrEqualTo(largest);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"0, 17, 0 2 4 6 8 10 12 14 16", "0.5, 1.5, 1", "1, 1000, 100 200 300 400 500 600 700 800 900 1000"})
    void ofEpochsAreWhole(double from, double to, String expected) {
        assertThat(String.join(
                        " ",
                        Ticks.within(from, to, 10).values().stream()
                                .map(Ticks::text)
                                .toList()))
                .isEqualTo(expected);
    }
}
