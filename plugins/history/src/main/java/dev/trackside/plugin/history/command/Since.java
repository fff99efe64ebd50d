package dev.trackside.plugin.history.command;

import dev.trackside.spi.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --since}: {@code 7d}, {@code 12h}, {@code 30m}, a day, a time. */
final class Since {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*([mhdw])");

    private Since() {}

    static Instant of(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofDays(7 * count);
                    });
        }
        ZoneId here = ZoneId.systemDefault();
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            return text.length() > "2026-01-01".length()
                    ? LocalDateTime.parse(text.replace(' ', 'T')).atZone(here).toInstant()
                    : LocalDate.parse(text).atStartOfDay(here).toInstant();
        } catch (DateTimeException bad) {
            throw new UsageException(
                    "--since %s is no time. Write 7d, 12h or 30m, or 2026-01-31, or 2026-01-31T18:00.".formatted(text),
                    bad);
        }
    }
}
