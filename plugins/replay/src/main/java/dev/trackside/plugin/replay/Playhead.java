package dev.trackside.plugin.replay;

import dev.trackside.Clock;
import dev.trackside.Decision;
import dev.trackside.Run;
import dev.trackside.plugin.history.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Where a replay is in its record: the time, and the metrics of the event that comes next. Used by the thread that replays; the time by any. */
public final class Playhead implements Clock {

    private final Instant began;
    private volatile long nanos;
    private Map<String, Double> metrics = Map.of();
    private Runnable introduction = () -> {};
    private @Nullable Run run;
    private @Nullable List<Decision> rateChanges;

    Playhead(Instant began) {
        this.began = began;
    }

    /** What is done first when the replay begins. */
    void beginWith(Runnable first) {
        introduction = first;
    }

    /** The replay begins. */
    void begins(Run replay) {
        run = replay;
        introduction.run();
    }

    boolean hasBegun() {
        return run != null;
    }

    Run run() {
        return Objects.requireNonNull(run, "the replay has not begun");
    }

    /** From now on the changes of the learning rate are kept. */
    void keepRateChanges() {
        rateChanges = new ArrayList<>();
    }

    /** Something was decided in the replay. */
    void decided(Decision decision) {
        if (rateChanges != null && decision.kind() == Decision.Kind.LEARNING_RATE) {
            rateChanges.add(decision);
        }
    }

    /** Changes of the learning rate since they are kept, in order. */
    List<Decision> rateChanges() {
        return rateChanges == null ? List.of() : rateChanges;
    }

    /** Goes on to an event that ends something. */
    void at(RecordedEvent event) {
        advanceTo(event.elapsedNanos());
        metrics = MetricRoles.own(event);
    }

    /** Goes on to something of which nothing was recorded. */
    void between() {
        metrics = Map.of();
    }

    /** Time never goes back, though events of one moment may have been written down in another order. */
    void advanceTo(long elapsed) {
        if (elapsed > nanos) {
            nanos = elapsed;
        }
    }

    OptionalDouble value(String metric) {
        Double value = metrics.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public Instant now() {
        return began.plus(Duration.ofNanos(nanos));
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
