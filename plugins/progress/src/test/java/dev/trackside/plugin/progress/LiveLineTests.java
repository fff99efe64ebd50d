package dev.trackside.plugin.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLineTests {

    @Test
    void aWideLineHasAllOfItAndALargeBar() {
        assertThat(line(0.5).fit(200))
                .isEqualTo("Epoch 3/50  [===============>              ]  24/45  9.5/s  ETA 0:03  loss 0.2311");
    }

    @ParameterizedTest(name = "{0} columns: {1}")
    @CsvSource({
        "60, 'Epoch 3/50  [====>   ]  24/45  9.5/s  ETA 0:03  loss 0.2311'",
        "59, 'Epoch 3/50  [=======>      ]  24/45  ETA 0:03  loss 0.2311'",
        "53, 'Epoch 3/50  [====>   ]  24/45  ETA 0:03  loss 0.2311'",
        "43, 'Epoch 3/50  [====>   ]  24/45  loss 0.2311'",
        "42, 'Epoch 3/50  24/45  loss 0.2311'",
        "20, 'Epoch 3/50  24/45'",
        "12, 'Epoch 3/50'",
        "6, 'Epoch'",
    })
    void aNarrowLineLosesTheLeastImportantFirst(int width, String text) {
        assertThat(line(0.5).fit(width)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} columns")
    @ValueSource(ints = {1, 2, 10, 30, 47, 63, 64, 65, 80, 132})
    void itNeverReachesTheLastColumn(int width) {
        assertThat(line(1).fit(width)).hasSizeLessThanOrEqualTo(Math.max(1, width - 1));
    }

    @Test
    void ofEquallyImportantPartsTheRightOneGoesFirst() {
        LiveLine line = new LiveLine("head").add("left", 1).add("right", 1);

        assertThat(line.fit(12)).isEqualTo("head  left");
    }

    @ParameterizedTest(name = "{0} done")
    @CsvSource({
        "0,    [>       ]",
        "0.55, [====>   ]",
        "0.99, [=======>]",
        "1,    [========]",
        "1.5,  [========]",
        "-1,   [>       ]",
    })
    void theBarIsAsFullAsSaid(double done, String bar) {
        assertThat(new LiveLine("").bar(done).fit(13).strip()).isEqualTo(bar);
    }

    private static LiveLine line(double done) {
        return new LiveLine("Epoch 3/50")
                .bar(done)
                .add("24/45", LiveLine.BAR + 2)
                .add("9.5/s", 1)
                .add("ETA 0:03", 2)
                .add("loss 0.2311", LiveLine.BAR + 1);
    }
}
