package dev.trackside.plugin.stopafter;

import dev.trackside.Clock;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.State;
import dev.trackside.TracksideException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run after so many epochs, batches or optimizer steps, after some time, or at a time of day; at whatever comes first.
 *
 * <p>Counts are those of the whole run, what was done before a resume among them. Time is that of training: what passes between an interrupt and
 * the resume does not count. It is looked at after each batch and at each epoch end, so a run goes over its time by at most a batch, or a
 * validation. As with any stop in an epoch, its validation and its end still come.
 *
 * <p>{@code run.min-epochs} and {@code run.min-steps} hold it back; it asks again at each event until it may.
 *
 * <h2>Resume</h2>
 *
 * <p>Counts and time go on where they were. A run that was stopped at a limit stops there again, after one more batch or epoch, unless the limit is
 * raised.
 *
 * @since 0.1
 */
@Plugin("stop-after")
public final class StopAfter {

    /** Epochs of the whole run. */
    @Option(min = 1)
    @Nullable
    Integer epochs;

    /** Training batches of the whole run, skipped ones among them. */
    @Option(min = 1)
    @Nullable
    Long batches;

    /** Optimizer steps of the whole run. */
    @Option(min = 1)
    @Nullable
    Long steps;

    /** Time of training, e.g. 90s, 30m, 8h. */
    @Option
    @Nullable
    Duration time;

    /** A time of day, e.g. 17:30, the next one after train begin; or a moment, e.g. 2026-11-21T17:30. */
    @Option
    @Nullable
    String at;

    /** The time zone of at, e.g. Europe/Berlin; that of the system if not given. */
    @Option
    String zone = "";

    @State
    long batchesDone;

    @State
    long trainedNanos;

    private long nanosBefore;
    private long began;
    private Instant end = Instant.MAX;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public StopAfter() {}

    @OnTrainBegin
    void begin(Clock clock) {
        if (epochs == null && batches == null && steps == null && time == null && at == null) {
            throw new TracksideException(
                    "stop-after has no limit. Set one of epochs, batches, steps, time (e.g. 8h) or at (e.g. \"17:30\").");
        }
        if (time != null && (time.isNegative() || time.isZero())) {
            throw new TracksideException("time is %s, and must be longer than nothing.".formatted(time));
        }
        end = at == null ? Instant.MAX : TimeOfDay.moment(at, zone, clock.now());
        began = clock.nanoTime();
        nanosBefore = 0;
    }

    @OnResume
    void resume() {
        nanosBefore = trainedNanos;
    }

    @OnStep
    Control step(long step) {
        return bySteps(step);
    }

    @OnBatchEnd
    Control batchEnds(Clock clock) {
        batchesDone++;
        return byBatches().or(byTime(clock));
    }

    // All limits, since run.min-epochs may have held back what was asked at a batch.
    @OnEpochEnd
    Control epochEnds(Epoch epoch, long step, Clock clock) {
        Control byEpochs = epochs != null && epoch.number() >= epochs
                ? stop(Limit.EPOCHS, epoch.number() + " epochs are done")
                : Control.proceed();
        return byEpochs.or(bySteps(step)).or(byBatches()).or(byTime(clock));
    }

    private Control bySteps(long step) {
        return steps != null && step >= steps ? stop(Limit.STEPS, step + " steps are done") : Control.proceed();
    }

    private Control byBatches() {
        return batches != null && batchesDone >= batches
                ? stop(Limit.BATCHES, batchesDone + " batches are done")
                : Control.proceed();
    }

    private Control byTime(Clock clock) {
        if (time != null) {
            trainedNanos = nanosBefore + clock.nanoTime() - began;
            if (trainedNanos >= time.toNanos()) {
                return stop(
                        Limit.TIME,
                        "%s have passed, and its time is %s"
                                .formatted(text(Duration.ofNanos(trainedNanos)), text(time)));
            }
        }
        return at != null && !clock.now().isBefore(end) ? stop(Limit.TIME_OF_DAY, "it is " + at) : Control.proceed();
    }

    private static Control stop(Limit limit, String reason) {
        return Control.stop(reason).because(limit);
    }

    /** As people write it: {@code 1h 30m}, {@code 12.5s}. */
    private static String text(Duration duration) {
        return duration.truncatedTo(ChronoUnit.MILLIS)
                .toString()
                .substring(2)
                .replaceAll("(?<=[HM])(?=.)", " ")
                .toLowerCase(Locale.ROOT);
    }
}
