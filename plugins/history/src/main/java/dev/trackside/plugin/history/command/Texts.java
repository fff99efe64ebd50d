package dev.trackside.plugin.history.command;

import dev.trackside.plugin.history.RunOverview;
import dev.trackside.plugin.history.RunState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as people read them. */
final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final MathContext DIGITS = new MathContext(4);
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;

    private Texts() {}

    /** Four digits; whole numbers whole. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGE) {
            return String.valueOf((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size < SMALL || size >= LARGE ? String.format(Locale.ROOT, "%.3e", value) : rounded.toPlainString();
    }

    /** A number of things, of which one has no s at its end. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 1) {
            return String.format(Locale.ROOT, time.toMillis() < 10 ? "%.1f ms" : "%.0f ms", time.toNanos() / 1e6);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, time.toMillis() < 10_000 ? "%.2f s" : "%.1f s", time.toNanos() / 1e9);
        }
        if (seconds < 3600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    /** The outcome, or what is known in place of one. */
    static String state(RunOverview run) {
        return run.outcome()
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .orElseGet(() -> word(run.state()));
    }

    static String word(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String share(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
