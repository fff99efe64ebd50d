package dev.trackside.plugin.terminateonnan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossWindowTests {

    private static LossWindow window(double... values) {
        LossWindow window = new LossWindow(3, 2);
        for (double value : values) {
            window.add(value);
        }
        return window;
    }

    @Test
    void takesTheMeanOfTheNewestValues() {
        assertThat(window(100, 1, 2, 3).mean()).isEqualTo(2);
    }

    @Test
    void callsASpikeWhatIsAboveTheRatioTimesTheMean() {
        assertThat(window(1, 2, 3).isSpike(4)).isFalse();
        assertThat(window(1, 2, 3).isSpike(4.001)).isTrue();
    }

    @Test
    void goesByTheSizeOfANegativeMean() {
        assertThat(window(-2, -2, -2).isSpike(-0.001)).isFalse();
        assertThat(window(-2, -2, -2).isSpike(0.001)).isTrue();
    }

    @Test
    void goesOnAfterItWasSaved() {
        LossWindow restored = new LossWindow(3, 2);
        restored.restore(window(9, 1, 2, 3).toArray());

        assertThat(restored.toArray()).containsExactly(1, 2, 3);
        restored.add(4);
        assertThat(restored.toArray()).containsExactly(2, 3, 4);
    }

    @Test
    void keepsTheNewestWhenItHasBecomeSmaller() {
        LossWindow smaller = new LossWindow(2, 2);
        smaller.restore(new double[] {1, 2, 3});

        assertThat(smaller.toArray()).containsExactly(2, 3);
    }
}
