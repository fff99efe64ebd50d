package dev.trackside.plugin.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveBuilderTests {

    private static double[] values(Curve curve) {
        return IntStream.range(0, curve.size()).mapToDouble(curve::value).toArray();
    }

    @Test
    void keepsAllPointsOfAShortCurve() {
        CurveBuilder builder = new CurveBuilder();
        IntStream.range(0, 100).forEach(index -> builder.add(index, index * index));

        Curve curve = builder.build("loss", 100);

        assertThat(curve.size()).isEqualTo(100);
        assertThat(curve.measured()).isEqualTo(100);
    }

    @Test
    void dropsWhatComesAgain() {
        CurveBuilder builder = new CurveBuilder();
        builder.add(1, 0.9);
        builder.add(2, 0.8);
        builder.add(3, 0.7);
        builder.add(2, 0.6);

        assertThat(values(builder.build("loss", 10))).containsExactly(0.9, 0.6);
    }

    @Test
    void keepsPeaksAndGapsOfALongCurve() {
        CurveBuilder builder = new CurveBuilder();
        IntStream.range(0, 10_000)
                .forEach(index ->
                        builder.add(index, index == 1234 ? 7 : index == 4321 ? -7 : index == 5678 ? Double.NaN : 0));

        Curve curve = builder.build("loss", 300);

        assertThat(values(curve)).hasSizeLessThanOrEqualTo(300).contains(7, -7, Double.NaN);
        assertThat(curve.measured()).isEqualTo(10_000);
        assertThat(curve.gaps()).isEqualTo(1);
        assertThat(IntStream.range(1, curve.size())
                        .allMatch(point -> curve.position(point) > curve.position(point - 1)))
                .isTrue();
    }

    @Test
    void keepsTheEndsOfALongCurve() {
        CurveBuilder builder = new CurveBuilder();
        IntStream.range(0, 10_000).forEach(index -> builder.add(index, Math.sin(index) + (index % 3 == 0 ? 5 : 0)));

        Curve curve = builder.build("loss", 300);

        assertThat(curve.size()).isLessThanOrEqualTo(300);
        assertThat(curve.position(0)).isZero();
        assertThat(curve.value(0)).isEqualTo(5);
        assertThat(curve.position(curve.size() - 1)).isEqualTo(9_999);
        assertThat(curve.value(curve.size() - 1)).isEqualTo(Math.sin(9_999) + 5);
    }

    @Test
    void countsAllGapsOfALongCurve() {
        CurveBuilder builder = new CurveBuilder();
        IntStream.range(0, 10_000).forEach(index -> builder.add(index, index % 2 == 0 ? Double.NaN : index));

        assertThat(builder.build("loss", 300).gaps()).isEqualTo(5_000);
    }
}
