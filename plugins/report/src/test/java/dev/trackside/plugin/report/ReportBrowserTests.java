package dev.trackside.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Pages in a headless Chromium: what it draws, what it loads, and what stands in somebody's way. */
@ExtendWith(Browser.class)
class ReportBrowserTests {

    private static final Dimension DESK = new Dimension(1280, 1000);
    private static final Dimension PHONE = new Dimension(390, 844);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final ChromeDriver browser;

    ReportBrowserTests(ChromeDriver browser) {
        this.browser = browser;
    }

    @BeforeEach
    void begin() {
        browser.manage().window().setSize(DESK);
        colors("light");
        logs(LogType.PERFORMANCE);
        logs(LogType.BROWSER);
    }

    @AfterEach
    void theConsoleIsSilentAndNothingWasLoaded() throws Exception {
        assertThat(logs(LogType.BROWSER)).isEmpty();
        assertThat(requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(folder.toUri().toString()) || url.startsWith("data:"));
    }

    private void open(RunData... runs) throws Exception {
        Path page = folder.resolve("page.html");
        try (OutputStream out = Files.newOutputStream(page)) {
            ReportPage.of(List.of(runs)).write(out);
        }
        browser.get(page.toUri().toString());
        browser.executeScript("return document.readyState");
    }

    private static RunData[] runs(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> SampleRuns.digits("digits-" + (index + 1), 17 + 8 * index, 0.3 / (index + 1)))
                .toArray(RunData[]::new);
    }

    private void colors(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private List<String> logs(String type) {
        return browser.manage().logs().get(type).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private List<String> requests() throws Exception {
        List<String> urls = new ArrayList<>();
        for (String entry : logs(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(entry).get("message");
            if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.at("/params/request/url").asText());
            }
        }
        return urls;
    }

    private String property(String selector, String property) {
        return browser.findElement(By.cssSelector(selector)).getCssValue(property);
    }

    private WebElement mark(String chart, String label) {
        return browser.findElements(By.cssSelector("#" + chart + " .mark")).stream()
                .filter(mark -> mark.getText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mark " + label));
    }

    private WebElement tip() {
        WebElement tip = browser.findElement(By.id("tip"));
        new WebDriverWait(browser, Duration.ofSeconds(5)).until(now -> tip.isDisplayed());
        return tip;
    }

    @ParameterizedTest(name = "{0} runs, {1}, {2} wide")
    @CsvSource({"1, light, 1280", "1, dark, 1280", "1, light, 390", "1, dark, 390", "3, light, 1280", "3, dark, 390"})
    void standsInNobodysWay(int count, String scheme, int width) throws Exception {
        colors(scheme);
        browser.manage().window().setSize(width == DESK.width ? DESK : PHONE);
        open(runs(count));
        browser.executeScript("document.querySelector('details').open = true");

        assertThat(violations()).isEmpty();
    }

    /** What axe finds, by WCAG 2.0 to 2.2 A and AA and good practice. */
    private List<String> violations() throws Exception {
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            browser.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        String found = (String) browser.executeAsyncScript("""
                const done = arguments[0];
                axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                  .then(result => done(JSON.stringify({ violations: result.violations, passes: result.passes.length })), fault => done(String(fault)));
                """);
        JsonNode result = JSON.readTree(found);
        assertThat(result.get("passes").asInt()).as("rules that axe could try").isGreaterThan(30);
        List<String> violations = new ArrayList<>();
        result.get("violations").forEach(rule -> rule.get("nodes")
                .forEach(node -> violations.add("%s: %s at %s (%s)"
                        .formatted(
                                rule.get("id").asText(),
                                rule.get("help").asText(),
                                node.get("target"),
                                node.get("failureSummary").asText()))));
        return violations;
    }

    @Test
    void everyChartIsDrawn() throws Exception {
        open(runs(1));

        List<WebElement> charts = browser.findElements(By.cssSelector("figure.chart"));
        assertThat(charts).hasSize(7).allSatisfy(chart -> assertThat(
                        chart.findElements(By.cssSelector(".canvas svg path")))
                .hasSizeGreaterThan(5));
    }

    @Test
    void barsOfSeveralRunsStandAtTheirEpochs() throws Exception {
        open(
                SampleRuns.bare("early", 2, List.of(seconds(1, 2))),
                SampleRuns.bare("late", 4, List.of(seconds(2, 3, 4))));

        String drawn = (String) browser.executeScript("""
                const option = echarts.getInstanceByDom(document.querySelector('#chart-1 .canvas')).getOption();
                return JSON.stringify([option.xAxis[0].data, ...option.series.map((series) => series.data)]);
                """);

        assertThat(drawn).isEqualTo("[[1,2,3,4],[10,20,null,null],[null,20,30,40]]");
    }

    private static Curve seconds(int... epochs) {
        return Curve.of(
                "epoch_seconds",
                IntStream.of(epochs).asDoubleStream().toArray(),
                IntStream.of(epochs).mapToDouble(epoch -> 10 * epoch).toArray());
    }

    @Test
    void hoveringOverAMarkTellsWhoAndWhy() throws Exception {
        open(runs(1));

        new Actions(browser).moveToElement(mark("chart-1", "1")).perform();

        assertThat(tip().getText())
                .isEqualTo("reduce-lr changed the learning rate at epoch 9: val_loss stale for 3 epochs");
    }

    @Test
    void marksAreReachedAndLeftByKeyboard() throws Exception {
        open(runs(1));
        browser.executeScript("document.querySelector('#chart-1 .log').focus()");

        // past the two buttons of the legend
        new Actions(browser).sendKeys(Keys.TAB, Keys.TAB, Keys.TAB).perform();
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("1");
        new Actions(browser).sendKeys(Keys.TAB).perform();
        assertThat(tip().getText())
                .contains(
                        "2: early-stopping stopped the run at epoch 17: val_loss stale for 5 epochs",
                        "3: early-stopping restored weights");
        new Actions(browser).sendKeys(Keys.ESCAPE).perform();
        assertThat(browser.findElement(By.id("tip")).isDisplayed()).isFalse();
        new Actions(browser).sendKeys(Keys.ENTER).perform();
        assertThat(browser.getCurrentUrl()).endsWith("#run-1-decision-3");
    }

    @Test
    void aLineIsSwitchedOffInTheLegend() throws Exception {
        open(runs(1));
        int before = browser.findElements(By.cssSelector("#chart-1 svg path")).size();

        browser.findElement(By.cssSelector("#chart-1 .legend button")).click();

        assertThat(browser.findElement(By.cssSelector("#chart-1 .legend button"))
                        .getAttribute("aria-pressed"))
                .isEqualTo("false");
        new WebDriverWait(browser, Duration.ofSeconds(5))
                .until(now ->
                        now.findElements(By.cssSelector("#chart-1 svg path")).size() < before);
    }

    @Test
    void colorsFollowTheSystemUntilTheyAreChosen() throws Exception {
        open(runs(1));
        String light = property("body", "background-color");
        colors("dark");
        String dark = property("body", "background-color");
        assertThat(dark).isNotEqualTo(light);

        browser.findElement(By.id("theme")).click();

        assertThat(property("body", "background-color")).isEqualTo(light);
    }

    @Test
    void fitsOnAPhone() throws Exception {
        browser.manage().window().setSize(PHONE);
        open(runs(3));

        assertThat(browser.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
    }

    @Test
    void printsLightWithAllItsCharts() throws Exception {
        colors("dark");
        open(runs(1));

        Map<String, Object> printed = browser.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true));

        byte[] pdf = Base64.getDecoder().decode((String) printed.get("data"));
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(property("body", "background-color")).isEqualTo("rgba(255, 255, 255, 1)");
        assertThat(browser.findElement(By.id("theme")).isDisplayed()).isFalse();
        assertThat(browser.findElements(By.cssSelector(".canvas")))
                .hasSize(7)
                .allSatisfy(chart -> assertThat(chart.getSize().height).isGreaterThan(150));
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    @Test
    void namesLikeMarkupDoNoHarm() throws Exception {
        String evil = "</script><img src=http://localhost:1/x onerror=console.error(1)><b>";

        open(
                SampleRuns.bare(evil, 3, List.of(SampleRuns.curve("loss", 3, epoch -> 1.0 / (1 + epoch)))),
                SampleRuns.bare("other", 3, List.of(SampleRuns.curve("loss", 3, epoch -> 1.0 / (2 + epoch)))));
        WebElement canvas = browser.findElement(By.cssSelector("#chart-1 .canvas"));
        browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", canvas);
        new Actions(browser).moveToElement(canvas, 30, 10).perform();

        new WebDriverWait(browser, Duration.ofSeconds(5))
                .until(now -> now.findElement(By.cssSelector("#chart-1 .canvas"))
                        .getText()
                        .contains(evil));
        assertThat(browser.findElements(By.cssSelector("main img, main b"))).isEmpty();
    }

    @Test
    void sixtyMetricsAreDrawnAsOneScrolls() throws Exception {
        open(SampleRuns.bare(
                "many",
                5,
                IntStream.range(0, 60)
                        .mapToObj(index -> SampleRuns.curve("m" + index, 5, epoch -> epoch))
                        .toList()));
        assertThat(browser.findElements(By.cssSelector(".canvas svg"))).hasSizeLessThan(60);

        browser.executeScript("document.getElementById('chart-60').scrollIntoView()");

        new WebDriverWait(browser, Duration.ofSeconds(5))
                .until(now -> !now.findElements(By.cssSelector("#chart-60 svg.key, #chart-60 .canvas svg path"))
                                .isEmpty()
                        && !now.findElements(By.cssSelector("#chart-60 .canvas svg"))
                                .isEmpty());
    }
}
