package dev.trackside.engine.common;

import static java.util.Objects.requireNonNull;

/**
 * How a text file with a table is to be read.
 *
 * @param separator what stands between two fields: any character but a quote or a line end; a {@code ' '} stands for any run of
 *     blanks and tabs
 * @param header what the first line is
 * @since 0.1
 */
public record CsvFormat(char separator, Header header) {

    /** Comma-separated, and the first line is a header if none of its fields is a number. */
    public static final CsvFormat DEFAULT = new CsvFormat(',', Header.AUTO);

    /** Checks the separator. */
    public CsvFormat {
        requireNonNull(header, "header");
        if (separator == '"' || separator == '\n' || separator == '\r' || Character.isLetterOrDigit(separator)) {
            throw new IllegalArgumentException("'%s' cannot separate fields".formatted(separator));
        }
    }

    /** Returns this format with another separator. */
    public CsvFormat withSeparator(char other) {
        return new CsvFormat(other, header);
    }

    /** Returns this format with another treatment of the first line. */
    public CsvFormat withHeader(Header other) {
        return new CsvFormat(separator, other);
    }

    /**
     * Reads a separator as people write it: {@code comma}, {@code semicolon}, {@code tab}, {@code blank}, {@code pipe}, or the
     * character itself.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static char parseSeparator(String text) {
        return switch (text) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t" -> '\t';
            case "blank", "space" -> ' ';
            case "pipe" -> '|';
            default -> {
                if (text.length() != 1) {
                    throw new IllegalArgumentException(
                            "'%s' is no separator: use comma, semicolon, tab, blank, pipe or a single character"
                                    .formatted(text));
                }
                yield text.charAt(0);
            }
        };
    }

    /**
     * What the first line of a file is.
     *
     * @since 0.1
     */
    public enum Header {
        /** Names of columns if none of its fields is a number, else data. */
        AUTO,
        /** Names of columns. */
        YES,
        /** Data. */
        NO,
        /** Neither names nor data: left out, whatever its length, like the counts that some collections put there. */
        SKIP
    }
}
