package dev.trackside.plugin.lrschedule.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTests {

    @Test
    void aLineIsDrawnFromCornerToCorner() {
        List<String> lines = new TextChart(20, 4, false).draw(new double[] {0, 1, 2, 3}, "a", "b");

        assertThat(lines)
                .containsExactly(
                        "    3.0000 |      **",
                        "           |    **",
                        "           |  **",
                        "    0.0000 |**",
                        "           +--------",
                        "            a      b");
    }

    @Test
    void aJumpIsDrawnAsALine() {
        List<String> lines = new TextChart(20, 4, false).draw(new double[] {0, 3}, "a", "b");

        assertThat(lines.subList(0, 4))
                .containsExactly("    3.0000 |    ****", "           |    *", "           |    *", "    0.0000 |****");
    }

    @Test
    void aValueThatIsNotFiniteIsAGap() {
        List<String> lines =
                new TextChart(20, 2, false).draw(new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, 1}, "a", "b");

        assertThat(lines.subList(0, 2)).containsExactly("    1.0000 |      **", "    0.0000 |**");
    }

    @Test
    void equalValuesAreALineInTheMiddle() {
        assertThat(new TextChart(20, 3, false)
                        .draw(new double[] {5, 5}, "a", "b")
                        .get(1))
                .endsWith("|********");
    }

    @Test
    void brailleHasEightDotsToACharacter() {
        List<String> lines = new TextChart(20, 2, true)
                .draw(IntStream.range(0, 16).asDoubleStream().toArray(), "a", "b");

        assertThat(lines.get(0)).isEqualTo("   15.0000 ┤    ⣀⠤⠒⠉");
        assertThat(lines.get(1)).isEqualTo("    0.0000 ┤⣀⠤⠒⠉");
    }

    @Test
    void moreValuesThanColumnsLoseNoExtremes() {
        double[] values = new double[10_000];
        values[7_777] = 1;

        Columns columns = Columns.of(values, 50);

        assertThat(columns.largest()).isEqualTo(1);
        assertThat(columns.high(38)).isEqualTo(1);
        assertThat(columns.low(38)).isZero();
    }

    @Test
    void aPictureIsWellFormedWhateverItsTitle() throws Exception {
        String svg = SvgChart.draw("rates <of> \"a & b\"", new double[] {0, Double.NaN, 2, 1}, "1", "4");

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("rates <of> \"a & b\"");
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }
}
