package dev.trackside.plugin.history.command;

import dev.trackside.MonitorMode;
import dev.trackside.TracksideException;
import dev.trackside.plugin.history.RunOverview;
import dev.trackside.spi.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The order that {@code --sort} asks for. */
final class Sorting {

    static final List<String> KEYS =
            List.of("began", "ended", "id", "name", "engine", "state", "epochs", "steps", "seconds");

    private Sorting() {}

    /**
     * An order of runs.
     *
     * @param asked a key or metric, perhaps with {@code :asc} or {@code :desc}
     * @return without direction newest and most first, texts by letter, metrics the better first; runs without that metric last
     */
    static Comparator<RunOverview> of(String asked) {
        int colon = asked.lastIndexOf(':');
        String direction = colon < 0 ? "" : asked.substring(colon + 1);
        if (!List.of("", "asc", "desc").contains(direction)) {
            throw new UsageException(
                    "--sort %s: behind the colon stands asc or desc, not %s.".formatted(asked, direction));
        }
        String key = colon < 0 ? asked : asked.substring(0, colon);
        return switch (key) {
            case "began" -> turned(Comparator.comparing(RunOverview::began), direction, "desc");
            case "ended" -> {
                Comparator<RunOverview> open =
                        Comparator.comparing(run -> run.ended().isEmpty());
                Comparator<RunOverview> ends =
                        Comparator.comparing(run -> run.ended().orElse(run.seen()));
                yield open.thenComparing(turned(ends, direction, "desc"));
            }
            case "id" -> turned(Comparator.comparing(RunOverview::id), direction, "asc");
            case "name" -> turned(Comparator.comparing(RunOverview::name), direction, "asc");
            case "engine" -> turned(Comparator.comparing(RunOverview::engine), direction, "asc");
            case "state" -> turned(Comparator.comparing(Texts::state), direction, "asc");
            case "epochs", "steps", "seconds" -> byFigure(key, direction.isEmpty() ? "desc" : direction);
            default -> byFigure(key, direction.isEmpty() ? better(key) : direction);
        };
    }

    /** Whether a key is the name of a metric. */
    static Optional<String> metric(String asked) {
        int colon = asked.lastIndexOf(':');
        String key = colon < 0 ? asked : asked.substring(0, colon);
        return KEYS.contains(key) ? Optional.empty() : Optional.of(key);
    }

    private static String better(String metric) {
        return direction(metric) == MonitorMode.MAX ? "desc" : "asc";
    }

    /** Which direction of a metric is better; {@link MonitorMode#AUTO} if its name does not tell. */
    static MonitorMode direction(String metric) {
        try {
            return MonitorMode.AUTO.resolve(metric);
        } catch (TracksideException unknown) {
            return MonitorMode.AUTO;
        }
    }

    private static Comparator<RunOverview> turned(
            Comparator<RunOverview> ascending, String direction, String otherwise) {
        return (direction.isEmpty() ? otherwise : direction).equals("desc") ? ascending.reversed() : ascending;
    }

    private static Comparator<RunOverview> byFigure(String name, String direction) {
        Comparator<RunOverview> absent = Comparator.comparing(run -> !isThere(run, name));
        Comparator<RunOverview> values =
                Comparator.comparingDouble(run -> Condition.figure(run, name).orElse(Double.NaN));
        return absent.thenComparing(direction.equals("desc") ? values.reversed() : values);
    }

    private static boolean isThere(RunOverview run, String name) {
        OptionalDouble value = Condition.figure(run, name);
        return value.isPresent() && !Double.isNaN(value.getAsDouble());
    }
}
