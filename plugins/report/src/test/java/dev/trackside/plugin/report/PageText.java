package dev.trackside.plugin.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.run.RunData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page as jsoup and Jackson read it. */
record PageText(Document html, JsonNode data) {

    static PageText of(RunData... runs) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPage.of(List.of(runs)).write(out);
        return of(out.toString(StandardCharsets.UTF_8));
    }

    static PageText of(Path file) throws Exception {
        return of(Files.readString(file));
    }

    private static PageText of(String text) throws Exception {
        Document html = Jsoup.parse(text);
        String data = Objects.requireNonNull(html.getElementById("data")).data();
        return new PageText(html, new ObjectMapper().readTree(data));
    }

    /** A chart of the data. */
    JsonNode chart(String metric) {
        return StreamSupport.stream(data.get("charts").spliterator(), false)
                .filter(chart -> chart.get("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chart of " + metric));
    }

    /** A line of a chart: its values, NaN for a gap. */
    List<Double> values(String metric, String line) {
        for (JsonNode one : chart(metric).get("lines")) {
            if (one.get("name").asText().equals(line)) {
                return StreamSupport.stream(one.get("y").spliterator(), false)
                        .map(value -> value.isNull() ? Double.NaN : value.asDouble())
                        .toList();
            }
        }
        throw new AssertionError("no line " + line + " in the chart of " + metric);
    }

    /** The figure of a chart. */
    Element figure(String metric) {
        return Objects.requireNonNull(
                html.getElementById(chart(metric).get("id").asText()));
    }

    /** The rows of the table below a heading, their cells as text. */
    List<List<String>> rows(String heading) {
        Element section = html.select("section").stream()
                .filter(one -> one.select("> h2, > h3").text().equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + heading));
        return section.select("tbody tr").stream()
                .map(row -> row.children().stream().map(Element::text).toList())
                .toList();
    }
}
