package dev.trackside.plugin.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Decision;
import dev.trackside.TracksideException;
import dev.trackside.plugin.report.SampleRuns;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.run.RunData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures as an XML parser and the JDK's reader of PNG see them. */
class PlotTests {

    private static final RunData DIGITS = SampleRuns.digits("digits-1", 17, 0.3);

    /** It logs what it cannot read, which one of these tests wants; the JDK forgets loggers that nobody holds. */
    private static final Logger LIBRARY = Logger.getLogger("com.github.weisj.jsvg");

    @BeforeAll
    static void silence() {
        LIBRARY.setLevel(Level.OFF);
    }

    private static Map<String, Plot> plots(RunData... runs) {
        return ReportPage.of(List.of(runs)).plots("val_accuracy");
    }

    private static Plot plot(String name, RunData... runs) {
        return Objects.requireNonNull(plots(runs).get(name));
    }

    private static Document read(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    private static List<String> curves(Document svg) {
        return elements(svg, "path").stream()
                .filter(path -> path.getAttribute("fill").equals("none"))
                .map(path -> path.getAttribute("d"))
                .toList();
    }

    @Test
    void thereIsOneOfLossOfAccuracyAndOfTime() {
        assertThat(plots(DIGITS)).containsOnlyKeys("loss", "accuracy", "epoch-time");
    }

    @Test
    void aCurveHasAPointForEachValue() throws Exception {
        assertThat(curves(read(plot("loss", DIGITS).svg()))).hasSize(2).allSatisfy(d -> assertThat(d.split("[ML]"))
                .hasSize(18));
    }

    @Test
    void aGapIsAGapAndALonelyValueADot() throws Exception {
        double[] loss = {1, 0.9, Double.NaN, 0.7, Double.NaN, 0.5, 0.4};
        Document svg =
                read(plot("loss", SampleRuns.bare("gaps", 7, List.of(SampleRuns.curve("loss", 7, at -> loss[at]))))
                        .svg());

        assertThat(curves(svg).get(0).chars().filter(letter -> letter == 'M')).hasSize(3);
        assertThat(elements(svg, "circle")).hasSize(1);
    }

    @Test
    void eachEpochHasABar() throws Exception {
        assertThat(elements(read(plot("epoch-time", DIGITS).svg()), "rect")).hasSize(1 + 17);
    }

    @Test
    void decisionsAreMarkedAndExplained() throws Exception {
        Document svg = read(plot("loss", DIGITS).svg());

        assertThat(elements(svg, "text").stream().map(Element::getTextContent))
                .contains("1", "2, 3", "2  early-stopping stopped the run at epoch 17: val_loss stale for 5 epochs");
        assertThat(elements(svg, "title").stream().map(Element::getTextContent)).contains("Loss of digits");
    }

    @Test
    void aLongLegendGoesOnInTheNextRow() throws Exception {
        Document svg = read(
                plot("loss", DIGITS, SampleRuns.digits("digits-2", 20, 0.2), SampleRuns.digits("digits-3", 20, 0.1))
                        .svg());

        assertThat(elements(svg, "text").stream()
                        .filter(text -> text.getTextContent().contains(", training"))
                        .map(text -> text.getAttribute("y")))
                .containsExactly("60", "60", "82");
    }

    @Test
    void namesCannotBecomeMarkup() throws Exception {
        RunData run = SampleRuns.bare("<script>&\"'", 2, List.of(SampleRuns.curve("loss", 2, epoch -> epoch)));

        assertThat(elements(read(plot("loss", run).svg()), "title").get(0).getTextContent())
                .isEqualTo("Loss of <script>&\"'");
    }

    @Test
    void charactersThatXmlForbidsAreLeftOut() throws Exception {
        String reason = "\u001b[31mlost\u0000 \ud800it\uffff\u0007 \ud83d\ude00";
        RunData run = SampleRuns.decided(
                "a\u0001b", 2, List.of(SampleRuns.decision("who\u0002", Decision.Kind.STOP, reason, 1, 2)));

        assertThat(elements(read(plot("loss", run).svg()), "title").stream().map(Element::getTextContent))
                .containsExactly("Loss of ab", "who stopped the run at epoch 2: [31mlost it \ud83d\ude00");
    }

    @Test
    void whatIsDrawnAsPngHasItsColors() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Png.write(plot("loss", DIGITS).svg(), out);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(IntStream.range(0, image.getWidth() * image.getHeight())
                        .map(pixel -> image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()) & 0xffffff)
                        .distinct()
                        .toArray())
                .contains(0xffffff, 0x1667c7, 0xc4520c, 0x1b2430);
    }

    @Test
    void whatCannotBeDrawnAsPngIsToldInWords() {
        assertThatThrownBy(() -> Png.write("no picture", new ByteArrayOutputStream()))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith("this Java cannot draw PNG (")
                .hasMessageEndingWith("on Debian the packages fontconfig and fonts-dejavu-core.");
    }
}
