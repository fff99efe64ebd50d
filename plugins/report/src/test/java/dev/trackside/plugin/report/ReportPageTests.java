package dev.trackside.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Decision;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What stands in a page, as jsoup reads it. */
class ReportPageTests {

    private static final RunData DIGITS = SampleRuns.digits("digits-1", 17, 0.3);

    @Nested
    class APageOfOneRun {

        @Test
        void holdsEveryValueOfACurve() throws Exception {
            Curve loss = DIGITS.curve("val_loss").orElseThrow();

            assertThat(PageText.of(DIGITS).values("loss", "Validation"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 17).mapToObj(loss::value).toList());
        }

        @Test
        void loadsNothing() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.html().select("[src], link, iframe, object, embed, img, base, form"))
                    .isEmpty();
            assertThat(page.html().select("[href]").eachAttr("href"))
                    .isNotEmpty()
                    .allMatch(to -> to.startsWith("#"));
            assertThat(page.html().select("style").stream().map(Element::data))
                    .isNotEmpty()
                    .noneMatch(style -> style.contains("url(") || style.contains("@import"));
            assertThat(page.html()
                            .select("meta[http-equiv=Content-Security-Policy]")
                            .attr("content"))
                    .contains("default-src 'none'");
        }

        @Test
        void leadsToEverySection() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.html().select("nav a").eachAttr("href"))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(to -> assertThat(page.html().getElementById(to.substring(1)))
                            .as(to)
                            .isNotNull());
        }

        @Test
        void saysHowTheRunEndedAndWhatWasBest() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.html().select(".badge").text()).isEqualTo("stopped");
            assertThat(page.html().select("header").text())
                    .contains(
                            "early-stopping: val_loss stale for 5 epochs",
                            "Best validation loss 0.1476 at epoch 17",
                            "17 of 50");
        }

        @Test
        void tellsDecisionsAndMarksThem() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.rows("Decisions"))
                    .contains(List.of(
                            "2",
                            "17",
                            "early-stopping",
                            "stopped the run",
                            "val_loss stale for 5 epochs",
                            "val_loss = 0.1103"));
            assertThat(page.data().get("marks")).hasSize(3);
            assertThat(page.data().get("marks").get(1).get("text").asText())
                    .isEqualTo("early-stopping stopped the run at epoch 17: val_loss stale for 5 epochs");
            assertThat(page.html()
                            .getElementById(
                                    page.data().get("marks").get(1).get("row").asText()))
                    .isNotNull();
        }

        @Test
        void tellsWhatAScheduleDidAtEachStepInOneRow() throws Exception {
            assertThat(PageText.of(DIGITS).rows("Decisions"))
                    .hasSize(4)
                    .contains(List.of(
                            "",
                            "1 to 17",
                            "lr-schedule",
                            "changed the learning rate, 765 times",
                            "cosine, step 0 … cosine, step 764",
                            ""));
        }

        @Test
        void showsTheConfusionMatrix() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.rows("Confusion matrix").get(1))
                    .containsExactly("true 1", "0", "34", "0", "0", "0", "2", "0", "0", "0", "0", "94.4 %");
            assertThat(page.html().select(".confusion td.s5").text()).contains("34");
        }

        @Test
        void saysWhyALargeConfusionMatrixIsNotShown() throws Exception {
            Element section = confusion(Optional.of(SampleRuns.confusion(61)));

            assertThat(section.select("table")).isEmpty();
            assertThat(section.select(".note").text())
                    .startsWith("Of ")
                    .endsWith(
                            " It has 61 classes and is not shown, since a page shows up to 60. It was written to runs/1/confusion-matrix.csv.");
            assertThat(confusion(Optional.of(SampleRuns.confusion(60))).select("tbody tr"))
                    .hasSize(60);
        }

        @Test
        void saysWhyAConfusionMatrixThatWasNotKeptIsNotShown() throws Exception {
            assertThat(confusion(Optional.empty()).select(".note").text())
                    .isEqualTo(
                            "It is not shown: the table was too large to be kept, or could not be read. It was written to runs/1/confusion-matrix.csv.");
        }

        private static Element confusion(Optional<String> csv) throws Exception {
            return Objects.requireNonNull(PageText.of(SampleRuns.confused(csv))
                    .html()
                    .select("section[aria-labelledby=run-1-confusion-1]")
                    .first());
        }

        @Test
        void tellsTheCostOfCallbacksOptionsEnvironmentCheckpointsAndArtifacts() throws Exception {
            PageText page = PageText.of(DIGITS);

            assertThat(page.rows("Callbacks and their cost"))
                    .contains(List.of(
                            "notify dev.trackside.sample.notify",
                            "REPORT",
                            "3",
                            "2.00 ms",
                            "0.16 %",
                            "class path",
                            "detached: java.net.ConnectException: refused"));
            assertThat(page.rows("Options")).contains(List.of("optimizer.lr", "0.3"));
            assertThat(page.rows("Environment")).contains(List.of("java", "17.0.15"));
            assertThat(page.rows("Checkpoints").get(0)).startsWith("best", "1", "13", "540", "checkpoint");
            assertThat(page.rows("Artifacts").get(1))
                    .containsExactly("metrics.csv", "file", "csv", "runs/digits-1/metrics.csv");
        }

        @Test
        void tellsEachCurveInASentenceAndATable() throws Exception {
            Element figure = PageText.of(DIGITS).figure("loss");

            assertThat(figure.select("figcaption").text())
                    .isEqualTo(
                            "Training fell from 2.1100 to 0.0273; the best, 0.0273, was at epoch 17. Validation fell from 2.0000 to 0.1476; the best, 0.1476, was at epoch 17.");
            assertThat(figure.select("details tbody tr").first().children().eachText())
                    .containsExactly("1", "2.1100", "2.0000");
        }

        @Test
        void keepsTheNoticeOfTheChartLibrary() throws Exception {
            assertThat(PageText.of(DIGITS).html().data())
                    .contains("Apache ECharts", "Licensed to the Apache Software Foundation");
        }
    }

    @Nested
    class WhateverIsInARun {

        @Test
        void namesCannotBecomeMarkup() throws Exception {
            String evil = "</script><script>alert(1)</script><b title=\"'x'\">&amp;\u2028";
            RunData run = SampleRuns.bare(evil, 2, List.of(SampleRuns.curve(evil, 2, epoch -> epoch)));

            PageText page = PageText.of(run);

            assertThat(page.html().select("script")).hasSize(3);
            assertThat(page.html().select("b")).isEmpty();
            assertThat(page.html().select("h1").first().wholeText()).isEqualTo(evil);
            assertThat(page.chart(evil).get("metric").asText()).isEqualTo(evil);
        }

        @Test
        void decisionsOfAnybodyCannotBecomeMarkup() throws Exception {
            String evil = "</script><img src=x onerror=alert(1)>";
            List<RunData.Decided> decisions = List.of(SampleRuns.decision(evil, Decision.Kind.STOP, evil, 1, 2));

            PageText page = PageText.of(SampleRuns.decided("evil", 2, decisions));

            assertThat(page.html().select("img")).isEmpty();
            assertThat(page.data().get("marks").get(0).get("text").asText()).contains(evil);
        }

        @Test
        void valuesThatAreNoNumbersAreGaps() throws Exception {
            double[] loss = {1, Double.NaN, Double.POSITIVE_INFINITY, 0.5};

            PageText page =
                    PageText.of(SampleRuns.bare("gaps", 4, List.of(SampleRuns.curve("loss", 4, epoch -> loss[epoch]))));

            assertThat(page.values("loss", "Training")).containsExactly(1.0, Double.NaN, Double.NaN, 0.5);
            assertThat(page.figure("loss").select("figcaption").text())
                    .isEqualTo(
                            "Training fell from 1.0000 to 0.5000; the best, 0.5000, was at epoch 4. 2 values are not finite and left as gaps.");
            assertThat(page.figure("loss").select("tbody tr").get(2).text()).isEqualTo("3 Infinity");
        }

        @Test
        void oneEpochIsAPointInTheMiddle() throws Exception {
            PageText page =
                    PageText.of(SampleRuns.bare("short", 1, List.of(SampleRuns.curve("loss", 1, epoch -> 0.7))));

            assertThat(page.data().get("axis"))
                    .extracting(one -> one.asDouble())
                    .containsExactly(0.5, 1.5);
            assertThat(page.figure("loss").select("figcaption").text()).isEqualTo("Training was 0.7000 at epoch 1.");
        }

        @Test
        void aRunWithoutAnEpochHasAPage() throws Exception {
            PageText page = PageText.of(SampleRuns.bare("nothing", 0, List.of()));

            assertThat(page.data().get("charts")).isEmpty();
            assertThat(page.html().select("main").text())
                    .contains("No epoch has ended, so there is nothing to draw.", "Nothing was decided");
            assertThat(page.html().select(".badge").text()).isEqualTo("running");
        }

        @Test
        void sixtyMetricsAreSixtyCharts() throws Exception {
            List<Curve> curves = new ArrayList<>();
            IntStream.range(0, 60).forEach(index -> curves.add(SampleRuns.curve("m" + index, 5, epoch -> epoch)));

            assertThat(PageText.of(SampleRuns.bare("many", 5, curves)).html().select("figure"))
                    .hasSize(60);
        }

        @Test
        void longCurvesAreThinnedAndThePageSaysSo() throws Exception {
            Curve loss = SampleRuns.curve("loss", 100_000, epoch -> epoch == 77_777 ? 9 : 1.0 / (1 + epoch));

            PageText page = PageText.of(SampleRuns.bare("long", 100_000, List.of(loss)));

            assertThat(page.values("loss", "Training"))
                    .hasSizeLessThanOrEqualTo(1200)
                    .contains(9.0);
            assertThat(page.figure("loss").select(".note").text())
                    .contains("Of 100,000 values of Training", "are drawn", "The table has 100 of");
            assertThat(page.figure("loss").select("tbody tr")).hasSize(100);
        }

        @Test
        void manyEpochsShareBars() throws Exception {
            Curve seconds = SampleRuns.curve("epoch_seconds", 1000, epoch -> epoch < 500 ? 1 : 3);

            PageText page = PageText.of(SampleRuns.bare("long", 1000, List.of(seconds)));

            assertThat(page.values("epoch_seconds", "Time per epoch"))
                    .hasSize(100)
                    .startsWith(1.0)
                    .endsWith(3.0);
            assertThat(page.figure("epoch_seconds").select("h3").text()).isEqualTo("Time per epoch, mean of 10");
            assertThat(page.figure("epoch_seconds").select("figcaption").text())
                    .isEqualTo("Time per epoch: 2.0000 s on average, 3.0000 s at most.");
        }

        @Test
        void epochsShareAPointOfTheSpeed() throws Exception {
            Curve speed = Curve.of(
                    "examples_per_second",
                    IntStream.rangeClosed(1, 5000).asDoubleStream().toArray(),
                    IntStream.rangeClosed(1, 5000)
                            .mapToDouble(epoch -> epoch % 2 == 0 ? 100 : 300)
                            .toArray());

            PageText page = PageText.of(SampleRuns.bare("long", 5000, List.of(speed)));

            assertThat(page.chart("examples_per_second").get("kind").asText()).isEqualTo("lines");
            assertThat(page.values("examples_per_second", "Examples per second"))
                    .hasSize(100)
                    .containsOnly(200.0);
            assertThat(page.figure("examples_per_second").select("h3").text())
                    .isEqualTo("Examples per second, mean of 50");
        }

        @Test
        void aRateThatRisesAndFallsIsToldByItsHighest() throws Exception {
            double[] rates = {0.0005, 0.001, 0.002, 0.001};

            PageText page =
                    PageText.of(SampleRuns.bare("warm", 4, List.of(SampleRuns.curve("lr", 4, epoch -> rates[epoch]))));

            assertThat(page.figure("lr").select("figcaption").text())
                    .isEqualTo(
                            "Learning rate began at 0.000500, was highest at epoch 3 with 0.002000, and ended at 0.001000.");
        }

        @Test
        void figuresOfALongCurveAreItsFirstAndLast() throws Exception {
            Curve loss = SampleRuns.curve("loss", 5_000, epoch -> epoch == 0 ? 0.5 : epoch == 4_999 ? 0.4 : epoch % 7);

            PageText page = PageText.of(SampleRuns.bare("long", 5_000, List.of(loss)));

            assertThat(page.figure("loss").select("figcaption").text())
                    .isEqualTo("Training fell from 0.5000 to 0.4000; the best, 0.0000, was at epoch 8.");
            assertThat(page.rows("Metrics").get(0)).endsWith("0.5000", "0.4000");
        }
    }

    @Nested
    class APageOfSeveralRuns {

        private final RunData slow = SampleRuns.digits("digits-2", 25, 0.15);

        @Test
        void laysTheirCurvesOverEachOther() throws Exception {
            assertThat(PageText.of(DIGITS, slow).chart("loss").get("lines"))
                    .extracting(line -> line.get("name").asText())
                    .containsExactly(
                            "digits-1, training", "digits-1, validation", "digits-2, training", "digits-2, validation");
        }

        @Test
        void tellsRunsOfOneIdApart() throws Exception {
            assertThat(PageText.of(DIGITS, SampleRuns.digits("digits-1", 20, 0.1))
                            .chart("f1")
                            .get("lines"))
                    .extracting(line -> line.get("name").asText())
                    .containsExactly("digits-1", "digits-1 (2)");
        }

        @Test
        void tellsTheOptionsThatDiffer() throws Exception {
            assertThat(PageText.of(DIGITS, slow).rows("Options that differ"))
                    .containsExactly(List.of("optimizer.lr", "0.3", "0.15"));
        }

        @Test
        void tellsWhichRunWasBest() throws Exception {
            assertThat(PageText.of(DIGITS, slow).rows("Metrics side by side"))
                    .contains(List.of(
                            "Validation loss", "★ best of all: 0.1476 (17)", "0.1476", "0.1999 (25)", "0.1999"));
        }

        @Test
        void callsNoneTheBestWhereAllAreAlike() throws Exception {
            RunData again = SampleRuns.digits("digits-2", 17, 0.3);

            assertThat(PageText.of(DIGITS, again).html().select("section strong"))
                    .isEmpty();
        }

        @Test
        void marksTheDecisionsOfEach() throws Exception {
            assertThat(PageText.of(DIGITS, slow).data().get("marks"))
                    .extracting(mark -> mark.get("label").asText())
                    .containsExactly("A1", "A2", "A3", "B1", "B2", "B3");
        }
    }
}
