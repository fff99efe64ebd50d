package dev.trackside.plugin.history.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the database has them: ISO 8601 in UTC with microseconds, always of one length, so that texts sort as times do. */
public final class Times {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /**
     * Writes a time.
     *
     * @param time the time; what is below microseconds is cut off
     * @return the text
     */
    public static String text(Instant time) {
        return FORM.format(time);
    }

    /**
     * Reads a time.
     *
     * @param text what {@link #text} has written
     * @return the time
     */
    public static Instant of(String text) {
        return Instant.parse(text);
    }
}
