package dev.trackside.runtime.core;

import dev.trackside.runtime.async.AsyncCount;
import dev.trackside.runtime.async.AsyncLane;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Waits for what {@code @Async} handlers have still to do, before train end, before the callbacks are closed and before their state is saved; for
 * all callbacks together no longer than {@code run.async-deadline}. Says who came too late and who could not keep up.
 */
final class AsyncWaiting {

    private static final Logger LOG = LogManager.getLogger(AsyncWaiting.class);

    private final TrainingRun run;
    private final Set<Callback> late = new HashSet<>();

    AsyncWaiting(TrainingRun run) {
        this.run = run;
    }

    /** Waits until all that came before was handled; what is queued at the deadline is dropped. */
    void flush() {
        flush(deadline());
    }

    /** The same for the last time: fires what handlers hand in meanwhile, until nothing comes any more. */
    void finish() {
        long end = deadline();
        flush(end);
        run.firing().settleNow();
        while (isBusy() && System.nanoTime() - end < 0) {
            flush(end);
            run.firing().settleNow();
        }
        flush(end); // what came after the deadline is said, too
    }

    /** Waits until the fields of a callback are as the events up to now have left them. */
    void catchUp(Callback callback) {
        callback.lane().ifPresent(lane -> {
            if (!lane.flush(run.settings().asyncDeadline())) {
                LOG.warn(
                        "{} has not finished its @Async handlers within {} (run.async-deadline), so its @State may be that of an earlier event.",
                        callback.id(),
                        words(run.settings().asyncDeadline()));
            }
        });
    }

    private long deadline() {
        return System.nanoTime() + TimeUnit.NANOSECONDS.convert(run.settings().asyncDeadline()); // saturates
    }

    private boolean isBusy() {
        return run.roster().attached().stream()
                .flatMap(callback -> callback.lane().stream())
                .anyMatch(lane -> lane.pending() > 0 || lane.busyWith().isPresent());
    }

    private void flush(long end) {
        for (Callback callback : run.roster().attached()) {
            callback.lane().ifPresent(lane -> {
                // Who missed a deadline and has not come back since is not waited for again.
                boolean given = late.contains(callback) && lane.busyWith().isPresent();
                if (!lane.flush(Duration.ofNanos(given ? 0 : Math.max(0, end - System.nanoTime())))) {
                    giveUp(callback, lane);
                }
            });
        }
    }

    private void giveUp(Callback callback, AsyncLane lane) {
        int dropped = lane.discard();
        if (late.add(callback) || dropped > 0) {
            LOG.warn(
                    "{} has not finished its @Async handlers within {} (run.async-deadline): {}. Dropped of what was queued: {}.",
                    callback.id(),
                    words(run.settings().asyncDeadline()),
                    reason(callback),
                    dropped == 1 ? "1 event" : dropped + " events");
        }
    }

    /** Why a callback is waited for; from any thread. */
    String reason(Callback callback) {
        OptionalInt busyWith = callback.lane().map(AsyncLane::busyWith).orElse(OptionalInt.empty());
        return busyWith.isPresent()
                ? callback.calls().get(busyWith.getAsInt()).method() + " has not returned"
                : "it is slow";
    }

    /** Names a callback whose queue was full, and what it missed. */
    static void warnOfDropped(Callback callback) {
        List<AsyncCount> counts = callback.lane().map(AsyncLane::counts).orElse(List.of());
        String missed = counts.stream()
                .filter(count -> count.crowdedOut() > 0)
                .map(count -> missed(callback, count))
                .collect(Collectors.joining(", "));
        if (!missed.isEmpty()) {
            LOG.warn(
                    "{} could not keep up: {}. Call it less often (every = ...), or give it a larger queue (@Async(queue = ...)).",
                    callback.id(),
                    missed);
        }
    }

    private static String missed(Callback callback, AsyncCount count) {
        return "%s missed %d of %d events (%s)"
                .formatted(
                        callback.calls().get(count.handler()).method(),
                        count.crowdedOut(),
                        count.submitted(),
                        count.whenFull().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
