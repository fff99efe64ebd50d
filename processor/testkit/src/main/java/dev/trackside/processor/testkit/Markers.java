package dev.trackside.processor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the marker comments of a source: the findings that a test expects, each on its line. */
final class Markers {

    private static final Pattern COMMENT = Pattern.compile("//\\s*(?=(?:ERROR|WARNING)\\s)");
    private static final Pattern MARKER = Pattern.compile("\\b(ERROR|WARNING)\\s+([\\w.-]+)\\s+at\\s+'([^']*)'");

    private Markers() {}

    static List<String> keys(SourceText source) {
        List<String> keys = new ArrayList<>();
        List<String> lines = source.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (comment.find()) {
                addKeys(source.path(), i + 1, lines.get(i), comment.start(), keys);
            }
        }
        return keys;
    }

    private static void addKeys(String path, int number, String line, int commentStart, List<String> keys) {
        Matcher marker = MARKER.matcher(line).region(commentStart, line.length());
        int before = keys.size();
        while (marker.find()) {
            int column = line.indexOf(marker.group(3));
            if (column < 0 || column >= commentStart) {
                throw new IllegalArgumentException("%s:%d marks '%s', which does not stand in the code of that line: %s"
                        .formatted(path, number, marker.group(3), line));
            }
            keys.add("%s:%d:%d %s %s".formatted(path, number, column + 1, marker.group(1), marker.group(2)));
        }
        if (keys.size() == before) {
            throw new IllegalArgumentException(
                    "%s:%d has a marker that cannot be read; write // ERROR the-id at 'text': %s"
                            .formatted(path, number, line));
        }
    }
}
