package dev.trackside.plugin.lrfinder;

import dev.trackside.Console;
import dev.trackside.MetricText;
import dev.trackside.RunFiles;
import dev.trackside.plugin.lrschedule.chart.SvgChart;
import dev.trackside.plugin.lrschedule.chart.TextChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** What a range test tells people: a sentence, a plot, a picture, a table. */
final class Report {

    private static final int HEIGHT = 12;

    private final Curve curve;
    private final Suggestion chosen;

    Report(Curve curve, Suggestion chosen) {
        this.curve = curve;
        this.chosen = chosen;
    }

    /** The suggestion in a sentence, with those of the other rules. */
    String sentence() {
        OptionalInt index = chosen.index(curve);
        if (index.isEmpty()) {
            return "the range test of %s rates suggests none: the loss did not fall; try a smaller min-lr or more steps"
                    .formatted(curve.size());
        }
        StringJoiner others = new StringJoiner(", ");
        for (Suggestion other : Suggestion.values()) {
            OptionalInt place = other.index(curve);
            if (other != chosen && place.isPresent()) {
                others.add(other + " " + MetricText.number(rate(other, place.getAsInt())));
            }
        }
        return "the range test suggests a learning rate of %s, %s (%s)"
                .formatted(MetricText.number(rate(chosen, index.getAsInt())), chosen.words(), others);
    }

    /** Prints the plot. */
    void plot(Console console) {
        if (curve.size() < 2) {
            return;
        }
        console.line("Smoothed loss by learning rate");
        new TextChart(console.width(), HEIGHT, TextChart.unicodeOutput())
                .draw(curve.forPlot(), first(), last())
                .forEach(console::line);
    }

    /** Hands in the picture and the table. */
    void handIn(RunFiles files) {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            rows.add(List.of(i + 1, curve.rate(i), curve.loss(i), curve.smoothed(i)));
        }
        files.table("lr-finder", List.of("step", "lr", "loss", "smoothed"), rows);
        if (curve.size() >= 2) {
            files.artifact("lr-finder-plot", picture(files.folder().resolve("lr-finder.svg")));
        }
    }

    private Path picture(Path file) {
        String svg = SvgChart.draw("Smoothed loss by learning rate", curve.forPlot(), first(), last());
        try {
            return Files.writeString(file, svg, StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException("The plot of the range test cannot be written to " + file, fault);
        }
    }

    private double rate(Suggestion rule, int index) {
        return rule.rate(curve.rate(index));
    }

    private String first() {
        return MetricText.number(curve.rate(0));
    }

    private String last() {
        return MetricText.number(curve.rate(curve.size() - 1));
    }
}
