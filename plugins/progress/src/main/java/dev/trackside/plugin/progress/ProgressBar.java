package dev.trackside.plugin.progress;

import dev.trackside.Batch;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MetricChoice;
import dev.trackside.MetricText;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.Validation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Shows how far a run is. In a terminal the last line is live:
 *
 * <pre>
 * Epoch 3/50  [===========>         ]  24/45  812.5/s  ETA 0:03  loss 0.2311  accuracy 0.9388
 * </pre>
 *
 * <p>The speed is in batches of this epoch; the time left is that of the run, or of the epoch where nobody knows how many there will be, and
 * does not foresee an early stop. Values are means over the epoch so far. The line is drawn anew after a while, not after each batch, so it costs next to nothing. Where the
 * terminal is narrow, or a total is not known, the line has less in it.
 *
 * <h2>Lines that stay</h2>
 *
 * <p>When an epoch has ended a line about it stays, in a terminal and in a pipe alike, unless the callback {@code log} is attached: it writes
 * such a line already. So with both attached, as by default, a terminal has the lines of {@code log} above a live bar, and a pipe has the lines
 * of {@code log} alone. The option {@code lines} says otherwise.
 *
 * @since 0.1
 */
@Plugin("progress")
public final class ProgressBar {

    // What is left out of a narrow line last, and what first; the bar stands in between.
    private static final int COUNT = LiveLine.BAR + 2;
    private static final int FIRST_METRIC = LiveLine.BAR + 1;
    private static final int TIME_LEFT = LiveLine.BAR - 1;
    private static final int OTHER_METRICS = LiveLine.BAR - 2;
    private static final int RATE = LiveLine.BAR - 3;

    /** Time from one drawing of the live line to the next. */
    @Option
    Duration refresh = Duration.ofMillis(100);

    /** Metrics to show, by name and in this order; if none is named all but those of the run itself (lr, times, speeds). */
    @Option
    List<String> metrics = List.of();

    /** Whether an ended epoch leaves a line: auto (unless log is attached, which writes one), always or never. */
    @Option
    Lines lines = Lines.AUTO;

    // What is on the screen is of no use after a resume, so none of it is @State.
    private MetricChoice chosen = MetricChoice.of(List.of());
    private Pace runPace = new Pace(0);
    private Pace epochPace = runPace;
    private RunningMeans means = new RunningMeans(List.of());
    private long drawn;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public ProgressBar() {}

    @OnTrainBegin
    void trainingBegins(Clock clock) {
        chosen = MetricChoice.of(metrics, "lr", "epoch_seconds", "examples_per_second");
        long now = clock.nanoTime();
        runPace = new Pace(now);
        epochPace = runPace; // an epoch that is resumed in its midst does not begin again
        drawn = now - refresh.toNanos();
    }

    @OnEpochBegin
    void epochBegins(Clock clock) {
        epochPace = new Pace(clock.nanoTime());
        means = new RunningMeans(List.of());
    }

    @OnBatchEnd
    void batchEnds(Batch batch, Metrics values, Plan plan, Clock clock, Console console) {
        runPace.count();
        epochPace.count();
        if (!console.interactive()) {
            return;
        }
        if (means.isEmpty()) {
            means = new RunningMeans(chosen.of(values));
        }
        means.add(values, batch.examples());
        long now = clock.nanoTime();
        if (isDue(now)) {
            console.live(training(batch, plan, now).fit(console.width()));
        }
    }

    @OnValidationBegin
    void validationBegins(Validation validation, Plan plan, Clock clock, Console console) {
        drawValidation(validation, plan, clock, console);
    }

    @OnValidationBatchEnd
    void validationBatchEnds(Validation validation, Plan plan, Clock clock, Console console) {
        drawValidation(validation, plan, clock, console);
    }

    @OnEpochEnd
    void epochEnds(
            Epoch epoch, Metrics values, @Metric("epoch_seconds") double seconds, Plan plan, Run run, Console console) {
        Collection<String> names = chosen.of(values); // also without a line, or a name that never comes goes unnoticed
        if (leavesLine(run)) {
            String text = MetricText.line(values, names);
            console.line("Epoch " + outOf(epoch.number(), plan.epochs().orElse(0)) + ": "
                    + (text.isEmpty() ? "" : text + ", ") + epoch.batches() + " batches in "
                    + MetricText.fixed(seconds, 2) + " seconds");
        }
    }

    @OnTrainEnd
    void trainingEnds(Run run, Console console) {
        console.live("");
        String complaint = chosen.complaint();
        boolean failed = run.outcome().filter(Outcome.FAILED::equals).isPresent();
        if (!complaint.isEmpty() && run.summary().epochs() > 0 && !failed) {
            console.line("progress: " + complaint);
        }
    }

    private LiveLine training(Batch batch, Plan plan, long now) {
        int epochs = plan.epochs().orElse(0);
        int batches = plan.batchesPerEpoch().orElse(0);
        LiveLine line = new LiveLine("Epoch " + outOf(batch.epoch() + 1, epochs));
        if (batches > 1) {
            line.bar((double) batch.number() / batches).add(outOf(batch.number(), batches), COUNT);
        } else if (batches == 1 && epochs > 0) {
            line.bar((batch.epoch() + 1.0) / epochs); // a boosting round: the run is what goes on
        } else if (batches == 0) {
            line.add("batch " + batch.number(), COUNT);
        }
        line.add(speed(epochPace.perSecond(now)), RATE);
        long left = secondsLeft(batch, epochs, batches, now);
        if (left >= 0) {
            line.add("ETA " + Pace.text(left), TIME_LEFT);
        }
        int importance = FIRST_METRIC;
        for (String value : means.texts()) {
            line.add(value, importance);
            importance = OTHER_METRICS;
        }
        return line;
    }

    private long secondsLeft(Batch batch, int epochs, int batches, long now) {
        if (batches == 0) {
            return -1;
        }
        long ofEpoch = (long) batches - batch.number();
        return epochs == 0
                ? epochPace.secondsFor(ofEpoch, now)
                : runPace.secondsFor((epochs - batch.epoch() - 1L) * batches + ofEpoch, now); // with its validations
    }

    private void drawValidation(Validation validation, Plan plan, Clock clock, Console console) {
        if (console.interactive() && isDue(clock.nanoTime())) {
            console.live(new LiveLine("Epoch "
                            + outOf(validation.epoch() + 1, plan.epochs().orElse(0)))
                    .add(validation.batch() < 0 ? "validating" : "validating, batch " + (validation.batch() + 1), COUNT)
                    .fit(console.width()));
        }
    }

    private boolean isDue(long now) {
        boolean due = now - drawn >= refresh.toNanos();
        if (due) {
            drawn = now;
        }
        return due;
    }

    private boolean leavesLine(Run run) {
        return switch (lines) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                run.summary().callbacks().stream()
                        .noneMatch(callback -> callback.id().equals("log")
                                && callback.detached().isEmpty());
        };
    }

    /** As wide for the first as for the last, so that what follows does not move. */
    private static String outOf(int number, int total) {
        return total == 0
                ? Integer.toString(number)
                : ("%" + Integer.toString(total).length() + "d/%d").formatted(number, total);
    }

    private static String speed(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%5.1f/s" : "%5.0f/s", perSecond);
    }
}
