package dev.trackside.plugin.stopafter;

import dev.trackside.TracksideException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Reads the options {@code at} and {@code zone}. */
final class TimeOfDay {

    private TimeOfDay() {}

    /**
     * The moment that is meant.
     *
     * @param at {@code 17:30}, the next time that it is so late, or {@code 2026-11-21T17:30}
     * @param zone the name of a time zone; empty for that of the system
     * @param now the moment to count from
     * @return the moment; in the past only if a date is given
     */
    static Instant moment(String at, String zone, Instant now) {
        ZoneId place = zone(zone);
        try {
            if (at.contains("T")) {
                return LocalDateTime.parse(at).atZone(place).toInstant();
            }
            ZonedDateTime here = now.atZone(place);
            ZonedDateTime today = here.with(LocalTime.parse(at));
            return (today.isAfter(here) ? today : today.plusDays(1)).toInstant();
        } catch (DateTimeException noTime) {
            throw new TracksideException(
                    "at is '%s', which is no time. Write it as \"17:30\" or \"2026-11-21T17:30\".".formatted(at),
                    noTime);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException noZone) {
            throw new TracksideException(
                    "zone is '%s', which is no time zone. Write it as Europe/Berlin or UTC.".formatted(name), noZone);
        }
    }
}
