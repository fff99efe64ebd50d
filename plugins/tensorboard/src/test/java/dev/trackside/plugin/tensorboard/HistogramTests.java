package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.plugin.tensorboard.proto.HistogramProto;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTests {

    @ParameterizedTest
    @ValueSource(doubles = {1e-308, 1e-9, 1, 1e9, 1e300, Double.MAX_VALUE})
    void eachNumberIsInTheBucketWhoseLimitsHoldIt(double scale) {
        double[] values = new SplittableRandom(7)
                .doubles(5000, -1, 1)
                .map(value -> value * scale)
                .toArray();
        checkBuckets(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 119, 120, 121, 240, 5000})
    void limitsGrowHoweverNearTheNumbersAre(int range) {
        checkBuckets(new SplittableRandom(7)
                .doubles(5000, 0, 1)
                .map(value -> 1 + Math.rint(value * range) * Math.ulp(1.0))
                .toArray());
    }

    private static void checkBuckets(double[] values) {
        HistogramProto histogram = Histogram.of(values).finite();

        double below = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histogram.getBucketCount(); i++) {
            double from = below;
            double limit = histogram.getBucketLimit(i);
            assertThat(limit).isGreaterThan(from);
            assertThat(histogram.getBucket(i))
                    .as("bucket up to %s", limit)
                    .isEqualTo(Arrays.stream(values)
                            .filter(value -> value > from && value <= limit)
                            .count());
            below = limit;
        }
        assertThat(sum(histogram)).isEqualTo(5000).isEqualTo(histogram.getNum());
        assertThat(below)
                .isEqualTo(histogram.getMax())
                .isEqualTo(Arrays.stream(values).max().orElseThrow());
        assertThat(histogram.getMin()).isEqualTo(Arrays.stream(values).min().orElseThrow());
    }

    @Test
    void sumsAreThoseOfTheNumbers() {
        HistogramProto histogram = Histogram.of(new double[] {-1, 0.5, 2}).finite();

        assertThat(histogram.getSum()).isEqualTo(1.5);
        assertThat(histogram.getSumSquares()).isEqualTo(5.25);
        assertThat(histogram.getBucketCount()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 3.5, -7, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE})
    void numbersThatAreAllAlikeAreOneBucket(double value) {
        HistogramProto histogram =
                Histogram.of(new double[] {value, value, value}).finite();

        assertThat(histogram.getBucketList()).containsExactly(3.0);
        assertThat(histogram.getBucketLimitList()).containsExactly(value);
    }

    @Test
    void neighborsAmongNumbersAreOneBucketToo() {
        HistogramProto histogram = Histogram.of(new double[] {1, Math.nextUp(1.0), Math.nextUp(1.0)})
                .finite();

        assertThat(histogram.getBucketList()).containsExactly(3.0);
        assertThat(histogram.getMin()).isEqualTo(1);
    }

    @Test
    void whatIsNotFiniteIsCountedApart() {
        Histogram histogram = Histogram.of(
                new double[] {1, Double.NaN, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN});

        assertThat(histogram.others()).isEqualTo(4);
        assertThat(histogram.finite().getNum()).isEqualTo(2);
        assertThat(sum(histogram.finite())).isEqualTo(2);
        assertThat(histogram.finite().getMax()).isEqualTo(2);
        assertThat(histogram.finite().getSum()).isEqualTo(3);
    }

    @Test
    void withoutAFiniteNumberThereIsNoBucket() {
        assertThat(Histogram.of(new double[0]).finite()).isEqualTo(HistogramProto.getDefaultInstance());
        assertThat(Histogram.of(new double[] {Double.NaN}).finite()).isEqualTo(HistogramProto.getDefaultInstance());
    }

    private static double sum(HistogramProto histogram) {
        return histogram.getBucketList().stream().mapToDouble(each -> each).sum();
    }
}
