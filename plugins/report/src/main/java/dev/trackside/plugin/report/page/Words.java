package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.Outcome;
import dev.trackside.plugin.report.run.RunData;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Numbers, times and outcomes as people read them. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A position on the axis of epochs. */
    static String position(double position) {
        return position == Math.rint(position)
                ? Long.toString((long) position)
                : String.format(Locale.ROOT, "%.2f", position);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String duration(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 1) {
            return String.format(Locale.ROOT, seconds < 0.01 ? "%.2f ms" : "%.0f ms", seconds * 1000);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 3600) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    static String share(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.3f %%" : share < 0.1 ? "%.2f %%" : "%.1f %%", share * 100);
    }

    static String metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> metric.getKey() + " = " + MetricText.number(metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String outcome(RunData run) {
        return run.outcome().map(Words::lower).orElse(run.state());
    }

    static String outcomeClass(Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            return "fair";
        }
        return switch (outcome.get()) {
            case COMPLETED, STOPPED -> "good";
            case LEFT, INTERRUPTED -> "fair";
            case FAILED -> "bad";
        };
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
