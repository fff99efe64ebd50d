package dev.trackside.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help whose lines end between words. Picocli's end behind any dash and dot, and tear names of options and files. */
final class HelpText extends Help {

    /** Where descriptions begin if there is an option with a long name, and the column that picocli leaves free at the right. */
    private static final int BESIDE = 29;

    /** So wide that nothing has to be wrapped. */
    private static final int ONE_LINE = 100_000;

    private final int width;

    HelpText(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
        this.width = spec.usageMessage().width();
    }

    @Override
    public String synopsis(int headingLength) {
        UsageMessageSpec usage = commandSpec().usageMessage();
        String line;
        usage.width(ONE_LINE);
        try {
            line = super.synopsis(headingLength).strip();
        } finally {
            usage.width(width);
        }
        int before = headingLength + commandSpec().qualifiedName().length() + 1;
        int indent = before > width / 2 ? headingLength : before;
        String options = line.substring(commandSpec().qualifiedName().length()).strip();
        return commandSpec().qualifiedName() + " "
                + lines(options, width - before, width - indent).stream()
                        .collect(Collectors.joining("%n".formatted() + " ".repeat(indent)))
                + "%n".formatted();
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer plain = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> wrapped(plain.render(option, labels, colors));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer plain = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> wrapped(plain.render(parameter, labels, colors));
    }

    /** Rows of cells, of which the last one is a line of a description. */
    private Text[][] wrapped(Text[][] rows) {
        List<Text[]> all = new ArrayList<>();
        for (Text[] row : rows) {
            int last = row.length - 1;
            Text[] next = row.clone();
            for (String line : lines(row[last].plainString(), width - BESIDE, width - BESIDE)) {
                next[last] = colorScheme().text(line);
                all.add(next);
                next = new Text[row.length];
                Arrays.fill(next, colorScheme().text(""));
            }
        }
        return all.toArray(Text[][]::new);
    }

    /** Lines of whole words; one that is longer than its line has it to itself. */
    private static List<String> lines(String text, int first, int others) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            int room = lines.isEmpty() ? first : others;
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
