package dev.trackside.plugin.report.page;

import dev.trackside.MonitorMode;
import dev.trackside.TracksideException;
import dev.trackside.plugin.report.run.Curve;
import java.util.Optional;
import java.util.OptionalInt;

/** Which value of a metric is the best, where its name tells which way is better. */
final class Best {

    private Best() {}

    static Optional<MonitorMode> direction(String metric) {
        try {
            return Optional.of(MonitorMode.AUTO.resolve(metric));
        } catch (TracksideException unclear) {
            return Optional.empty(); // the name does not tell, so no value is called the best
        }
    }

    /** The first point with the best value. */
    static OptionalInt of(Curve curve) {
        Optional<MonitorMode> direction = direction(curve.metric());
        if (direction.isEmpty()) {
            return OptionalInt.empty();
        }
        return curve.points()
                .reduce((best, point) ->
                        direction.get().better(curve.value(point), curve.value(best), 0) ? point : best);
    }
}
