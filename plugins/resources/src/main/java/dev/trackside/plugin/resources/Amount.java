package dev.trackside.plugin.resources;

import dev.trackside.TracksideException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them: {@code 1GB}, {@code 512MiB}, {@code 90%}. */
final class Amount {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*([KMGT]?I?B)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)\\s*%");
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KIB", 1L << 10,
            "MIB", 1L << 20,
            "GIB", 1L << 30,
            "TIB", 1L << 40);

    private Amount() {}

    /**
     * Reads a number of bytes.
     *
     * @throws TracksideException if it is none
     */
    static long bytes(String option, String text) {
        Matcher parts = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT));
        Long unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new TracksideException("%s is \"%s\". Give bytes with their unit, e.g. 1GB or 512MiB; 0B for never."
                    .formatted(option, text));
        }
        return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }

    /**
     * Reads a share.
     *
     * @return 0 to 1
     * @throws TracksideException if it is none
     */
    static double share(String option, String text) {
        Matcher parts = PERCENT.matcher(text.strip());
        double share = parts.matches() ? Double.parseDouble(parts.group(1)) / 100 : Double.NaN;
        if (!(share <= 1)) {
            throw new TracksideException(
                    "%s is \"%s\". Give a share of 0%% to 100%%, e.g. 90%%; 100%% for never.".formatted(option, text));
        }
        return share;
    }

    /** Bytes for people. */
    static String text(long bytes) {
        if (bytes < 1_000_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
