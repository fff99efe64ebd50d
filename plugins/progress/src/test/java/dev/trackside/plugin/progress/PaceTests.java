package dev.trackside.plugin.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTests {

    private static final long SECOND = 1_000_000_000;

    @Test
    void itIsWhatWasCountedOverTheTimeItTook() {
        Pace pace = counted(10);

        assertThat(pace.perSecond(7 * SECOND)).isEqualTo(5);
        assertThat(pace.secondsFor(11, 7 * SECOND)).isEqualTo(3);
        assertThat(pace.secondsFor(0, 7 * SECOND)).isZero();
    }

    @Test
    void nothingIsForetoldBeforeAnythingIsKnown() {
        assertThat(counted(0).secondsFor(10, 7 * SECOND)).isNegative();
        assertThat(counted(1).secondsFor(10, 5 * SECOND)).isNegative();
    }

    @ParameterizedTest(name = "{0} s is {1}")
    @CsvSource({"0, 0:00", "7, 0:07", "750, 12:30", "3723, 1:02:03", "360000, 100:00:00"})
    void timesAreReadable(long seconds, String text) {
        assertThat(Pace.text(seconds)).isEqualTo(text);
    }

    private static Pace counted(int times) {
        Pace pace = new Pace(5 * SECOND);
        for (int i = 0; i < times; i++) {
            pace.count();
        }
        return pace;
    }
}
