package dev.trackside.plugin.lrschedule;

import dev.trackside.Console;
import dev.trackside.TracksideException;
import dev.trackside.plugin.lrschedule.chart.SvgChart;
import dev.trackside.plugin.lrschedule.chart.TextChart;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code trackside schedule plot}: shows the rates that a schedule would have, without training. */
final class SchedulePlotCommand implements Command {

    private static final int HEIGHT = 14;

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String summary() {
        return "Shows the learning rates that a schedule would have, without training";
    }

    @Override
    public String arguments() {
        return "[FILE]";
    }

    @Override
    public String argumentsSummary() {
        return "A file with the plugin lr-schedule; trackside.yaml if none is given";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "trackside schedule plot digits.yaml",
                "trackside schedule plot --set type=cosine --epochs 20 --lr 0.1");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("id", "ID", "The key of the schedule in the file, if it is not lr-schedule"),
                new Option(
                        "set", "OPTION=VALUE...", "An option of the schedule, over the file, as in --set type=cosine"),
                new Option("epochs", "N", "Epochs of the run, over run.epochs of the file"),
                new Option("steps-per-epoch", "N", "Optimizer steps of each epoch, which by: step needs"),
                new Option("lr", "RATE", "The rate of the optimizer, over optimizer.lr of the file"),
                new Option("csv", "", "Print a table in place of the plot"),
                new Option("json", "", "Print JSON in place of the plot"),
                new Option("svg", "FILE", "Write a picture in place of the plot"),
                new Option("ascii", "", "Draw with plain characters"));
    }

    @Override
    public int run(CommandContext context) throws IOException {
        Course course = course(context);
        Console console = context.console();
        List<String> svg = context.option("svg");
        if (!svg.isEmpty()) {
            Path file = Path.of(svg.get(0));
            double[] rates = course.rates();
            Files.writeString(
                    file,
                    SvgChart.draw(title(course, rates), rates, first(course), last(course, rates)),
                    StandardCharsets.UTF_8);
            console.line("Wrote " + file + ".");
        } else if (!context.option("csv").isEmpty()) {
            table(course).forEach(console::line);
        } else if (!context.option("json").isEmpty()) {
            console.line(json(course));
        } else {
            boolean unicode = context.option("ascii").isEmpty() && TextChart.unicodeOutput();
            plot(course, console.width(), unicode).forEach(console::line);
        }
        return 0;
    }

    /** Nothing is begun before it is known, so whatever is wrong with it, the file or the command line is to be mended. */
    private static Course course(CommandContext context) {
        try {
            return new ScheduleFile(context).course();
        } catch (UsageException wrong) {
            throw wrong;
        } catch (TracksideException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static List<String> plot(Course course, int width, boolean unicode) {
        double[] rates = course.rates();
        List<String> lines = new ArrayList<>();
        lines.add(title(course, rates));
        lines.addAll(new TextChart(width, HEIGHT, unicode).draw(rates, first(course), last(course, rates)));
        return lines;
    }

    private static String title(Course course, double[] rates) {
        return "Learning rate of %d %ss".formatted(rates.length, course.by());
    }

    private static String first(Course course) {
        return course.by() + " 1";
    }

    private static String last(Course course, double[] rates) {
        return course.by() + " " + rates.length;
    }

    private static List<String> table(Course course) {
        List<String> lines = new ArrayList<>();
        lines.add(course.by() + ",lr");
        double[] rates = course.rates();
        for (int i = 0; i < rates.length; i++) {
            lines.add((i + 1) + "," + rates[i]);
        }
        return lines;
    }

    private static String json(Course course) {
        StringBuilder json = new StringBuilder("{\"by\":\"" + course.by() + "\",\"lr\":[");
        double[] rates = course.rates();
        for (int i = 0; i < rates.length; i++) {
            json.append(i == 0 ? "" : ",").append(rates[i]);
        }
        return json.append("]}").toString();
    }
}
