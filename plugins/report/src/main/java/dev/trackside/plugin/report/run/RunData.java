package dev.trackside.plugin.report.run;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report tells of a run.
 *
 * @param id the id of the run
 * @param name its name
 * @param engine what trained
 * @param folder its folder, as it was then
 * @param seed its seed, in words; empty if it is not known
 * @param sessions how often it was started: 1, and one for each resume
 * @param began when it began first
 * @param elapsed how long it has trained
 * @param outcome how it ended; empty while it goes on, and after a crash
 * @param state what is known of a run without an outcome, e.g. {@code running}
 * @param reason why
 * @param epochs epochs that have ended
 * @param steps optimizer steps done
 * @param curves its metrics over the epochs
 * @param batches the same batch by batch, of the metrics of which that is shown instead
 * @param parameters its configuration, secrets masked
 * @param environment the machine and programs it ran on
 * @param callbacks what took part, in its order
 * @param decisions what was decided, in order
 * @param checkpoints what was saved
 * @param artifacts what was handed in
 * @param failures what failed, in words
 */
public record RunData(
        String id,
        String name,
        String engine,
        String folder,
        String seed,
        int sessions,
        Instant began,
        Duration elapsed,
        Optional<Outcome> outcome,
        String state,
        Optional<String> reason,
        int epochs,
        long steps,
        List<Curve> curves,
        List<Curve> batches,
        Map<String, String> parameters,
        Map<String, String> environment,
        List<Callback> callbacks,
        List<Decided> decisions,
        List<Checkpoint> checkpoints,
        List<File> artifacts,
        List<String> failures) {

    /** Copies the parts. */
    public RunData {
        curves = List.copyOf(curves);
        batches = List.copyOf(batches);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        callbacks = List.copyOf(callbacks);
        decisions = List.copyOf(decisions);
        checkpoints = List.copyOf(checkpoints);
        artifacts = List.copyOf(artifacts);
        failures = List.copyOf(failures);
    }

    /**
     * The curve of a metric.
     *
     * @param metric its name
     * @return the curve, if that was measured
     */
    public Optional<Curve> curve(String metric) {
        return of(curves, metric);
    }

    /**
     * The curve of the batches of a metric.
     *
     * @param metric its name
     * @return the curve, if that is shown instead of the one of epochs
     */
    public Optional<Curve> batches(String metric) {
        return of(batches, metric);
    }

    private static Optional<Curve> of(List<Curve> curves, String metric) {
        return curves.stream().filter(curve -> curve.metric().equals(metric)).findFirst();
    }

    /**
     * A callback that took part.
     *
     * @param id its id in the run
     * @param type the name of its class
     * @param phase its phase, e.g. {@code REPORT}
     * @param origin where it came from
     * @param calls how often it was called
     * @param dropped how many of these calls it did not get
     * @param detached why it was detached; empty if it was not
     * @param time what it has cost
     * @param share the same in relation to the run, 0 to 1
     */
    public record Callback(
            String id,
            String type,
            String phase,
            String origin,
            long calls,
            long dropped,
            Optional<String> detached,
            Duration time,
            double share) {}

    /**
     * A decision, or what one callback decided so often that it is told together.
     *
     * @param first what was decided, the first time
     * @param last the last time; the same if it was decided once
     * @param times how often it was decided, at least once
     * @param position where the first stands on the axis of epochs: the number of an epoch, or a place within one; 0 before the first
     */
    public record Decided(Decision first, Decision last, long times, double position) {

        /**
         * A decision.
         *
         * @param decision what was decided
         * @param position where, as above
         * @return the decision, told by itself
         */
        public static Decided once(Decision decision, double position) {
            return new Decided(decision, decision, 1, position);
        }
    }

    /**
     * A file or table that was handed in.
     *
     * @param name its name
     * @param table whether it is a table
     * @param file where it was
     * @param callback who handed it in
     * @param text the text of a table, as CSV; empty if it is not there any more
     */
    public record File(String name, boolean table, String file, String callback, Optional<String> text) {}
}
