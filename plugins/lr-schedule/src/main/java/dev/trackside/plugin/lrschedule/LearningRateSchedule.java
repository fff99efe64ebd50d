package dev.trackside.plugin.lrschedule;

import dev.trackside.LearningRate;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.State;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Moves the learning rate along a schedule: constant, step, multi-step, exponential, polynomial, linear, cosine, cosine with warm restarts,
 * one-cycle, cyclic, inverse square root, or several of them one after the other, each with a warm-up if wanted. The rates are those of the
 * schedulers of PyTorch; {@code docs/learning-rates.md} has the formulas.
 *
 * <p>The base rate is the option {@code lr}, or what the optimizer has when training begins. The rate is set before the first batch that it is
 * for, so {@code lr} at a batch's end is the rate of that batch.
 *
 * <h2>Together with others</h2>
 *
 * <p>The schedule sets a rate when it differs from the one it has set before, and not at every batch. While it stands still, as after the warm-up
 * of {@code constant}, a callback that is ordered after it, such as {@code reduce-lr-on-plateau}, has the rate to itself.
 *
 * <h2>Resume</h2>
 *
 * <p>The base rate is restored, and the rate follows from the position, so a resumed run goes on to the last bit. If options have changed, or
 * the run has become longer, the new schedule holds from the next batch on.
 *
 * @since 0.1
 */
@Plugin("lr-schedule")
public final class LearningRateSchedule extends ScheduleOptions {

    @State
    double optimizerRate = Double.NaN;

    @State
    double scheduledRate = Double.NaN;

    private Course course = Course.STANDSTILL;
    private long position = -1;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public LearningRateSchedule() {}

    /**
     * The rates that a run would have, without training.
     *
     * <pre>{@code
     * double[] rates = LearningRateSchedule.simulate(Map.of("type", "cosine", "warmup-epochs", 2), 20, 100, 0.1);
     * assertThat(rates[2]).isEqualTo(0.1);
     * }</pre>
     *
     * @param options options by their names in the file; values are numbers, texts, or lists of these
     * @param epochs the epochs of the run, at least 1
     * @param batchesPerEpoch the optimizer steps of each epoch, at least 1
     * @param optimizerRate the rate that the optimizer has when training begins; used if the option {@code lr} is not given
     * @return the rate of each epoch, or of each optimizer step with {@code by: step}
     * @throws dev.trackside.TracksideException if options are missing or do not fit; one sentence says what to write
     */
    public static double[] simulate(Map<String, ?> options, int epochs, int batchesPerEpoch, double optimizerRate) {
        LearningRateSchedule schedule = new LearningRateSchedule();
        options.forEach((name, value) -> OptionText.set(schedule, name, texts(value)));
        return schedule.course(FixedPlan.of(epochs, OptionalInt.of(batchesPerEpoch)), optimizerRate)
                .rates();
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    @OnTrainBegin
    void begin(Plan plan, LearningRate rate) {
        optimizerRate = rate.get(); // a resumed run is given back that of its first begin
        scheduledRate = Double.NaN;
        course = course(plan, optimizerRate);
        position = -1;
    }

    @OnResume
    void resume(Plan plan) {
        course = course(plan, optimizerRate);
    }

    // At batch begin, not at epoch begin, which does not come again when a run is resumed in the midst of an epoch.
    @OnBatchBegin
    void follow(int epoch, long step, LearningRate rate) {
        long now = by == Unit.EPOCH ? epoch : step;
        if (now == position) {
            return;
        }
        position = now;
        double scheduled = course.rate(now);
        if (scheduled != scheduledRate) {
            scheduledRate = scheduled;
            rate.set(scheduled, type + " schedule at " + by + " " + (now + 1));
        }
    }

    /** The rates of a run with this plan. */
    Course course(Plan plan, double rateOfOptimizer) {
        return Course.of(this, plan, lr == null ? rateOfOptimizer : lr);
    }
}
