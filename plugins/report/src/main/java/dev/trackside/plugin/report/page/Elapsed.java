package dev.trackside.plugin.report.page;

import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.time.Duration;
import java.util.Optional;

/** How long a run took. */
final class Elapsed {

    private Elapsed() {}

    /** From begin to end; of a run with pauses, or without an end, what its epochs took. */
    static Optional<Duration> of(RunData run) {
        if (run.sessions() == 1 && run.ended().isPresent()) {
            return Optional.of(Duration.between(run.began(), run.ended().get()));
        }
        return run.curve("epoch_seconds").map(Elapsed::sum);
    }

    private static Duration sum(Curve seconds) {
        double sum = seconds.points().mapToDouble(seconds::value).sum();
        return Duration.ofNanos(Math.round(sum * 1e9));
    }
}
