package dev.trackside.plugin.lrschedule;

import dev.trackside.LearningRate;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.State;
import dev.trackside.TracksideException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Moves the learning rate along a schedule. With {@code t} for the epochs or steps done before (option {@code by}), the rate is
 *
 * <ul>
 *   <li>{@code constant}: the base rate;
 *   <li>{@code step}: {@code max(min-lr, base * gamma^floor(t / step-size))}, as PyTorch's StepLR;
 *   <li>{@code cosine}: {@code min-lr + (base - min-lr) * (1 + cos(pi * t / T)) / 2}, as Loshchilov and Hutter, ICLR 2017, formula 5; {@code T} is
 *       the length of the run, and {@code min-lr} holds from then on.
 * </ul>
 *
 * <p>A warm-up of {@code w} epochs or steps comes before: {@code base * (t + 1) / (w + 1)}, after Goyal et al., 2017. The schedule then begins,
 * with {@code t - w} in place of {@code t} and {@code T - w} in place of {@code T}.
 *
 * <p>The base rate is the option {@code lr}, or what the optimizer has when training begins. The rate is set before the first batch that it is
 * for, so {@code lr} at a batch's end is the rate of that batch.
 *
 * <h2>Resume</h2>
 *
 * <p>The base rate is restored, and the rate follows from the position, so a resumed run goes on to the last bit. If options have changed, or
 * the run has become longer, the new schedule holds from the next batch on.
 *
 * @since 0.1
 */
@Plugin("lr-schedule")
public final class LearningRateSchedule {

    /** The shape: constant, step or cosine. */
    @Option
    ScheduleType type = ScheduleType.COSINE;

    /** What is counted, by step-size and total too: epoch, for one rate an epoch, or step, for one an optimizer step. */
    @Option
    Unit by = Unit.EPOCH;

    /** The base rate; that of the optimizer if not given. */
    @Option(min = 0)
    @Nullable
    Double lr;

    /** The smallest rate of step and cosine. */
    @Option(min = 0)
    double minLr;

    /** For step: epochs or optimizer steps from one decay to the next. */
    @Option(min = 1)
    @Nullable
    Integer stepSize;

    /** For step: the factor of each decay. */
    @Option(min = 0, max = 1)
    double gamma = 0.1;

    /** For cosine: epochs or optimizer steps until the smallest rate, warm-up included; the length of the run if not given. */
    @Option(min = 1)
    @Nullable
    Long total;

    /** Epochs in which the rate rises in equal parts to the base rate. */
    @Option(min = 0)
    int warmupEpochs;

    /** Optimizer steps in which the rate rises in equal parts to the base rate; needs by: step. */
    @Option(min = 0)
    int warmupSteps;

    @State
    double optimizerRate = Double.NaN;

    private Schedule schedule = new Constant();
    private long position = -1;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public LearningRateSchedule() {}

    @OnTrainBegin
    void begin(Plan plan, LearningRate rate) {
        optimizerRate = rate.get(); // a resumed run is given back that of its first begin
        if (type != ScheduleType.CONSTANT && minLr > base()) {
            throw new TracksideException(
                    "min-lr is %s, above the base rate %s. Lower min-lr, or raise lr.".formatted(minLr, base()));
        }
        long warmup = warmup(plan);
        Schedule main = main(plan, warmup);
        schedule = warmup == 0 ? main : new WarmUp(warmup, main);
        position = -1;
    }

    // At batch begin, not at epoch begin, which does not come again when a run is resumed in the midst of an epoch.
    @OnBatchBegin
    void follow(int epoch, long step, LearningRate rate) {
        long now = by == Unit.EPOCH ? epoch : step;
        if (now != position) {
            position = now;
            rate.set(schedule.rate(base(), now), type + " schedule at " + by + " " + (now + 1));
        }
    }

    private Schedule main(Plan plan, long warmup) {
        return switch (type) {
            case CONSTANT -> new Constant();
            case STEP -> {
                if (stepSize == null) {
                    throw new TracksideException(
                            "Type step needs step-size, the number of %ss from one decay to the next.".formatted(by));
                }
                yield new StepDecay(stepSize, gamma, minLr);
            }
            case COSINE -> {
                if (total != null && warmup >= total) {
                    throw new TracksideException(
                            "A warm-up of %d %ss leaves nothing of a total of %d. Shorten the warm-up, or raise total."
                                    .formatted(warmup, by, total));
                }
                // A run that was cut to a few epochs to try it out may end within its warm-up.
                yield new Cosine(Math.max(1, length(plan) - warmup), minLr);
            }
        };
    }

    private long length(Plan plan) {
        if (total != null) {
            return total;
        }
        OptionalLong planned = by == Unit.STEP
                ? plan.steps()
                : plan.epochs().stream().asLongStream().findFirst();
        return planned.orElseThrow(() -> new TracksideException(
                "Type cosine needs to know how many %ss there will be, and this run has no plan of them. Set total, or count by %s."
                        .formatted(by, by == Unit.STEP ? "epoch" : "step")));
    }

    private long warmup(Plan plan) {
        if (warmupEpochs > 0 && warmupSteps > 0) {
            throw new TracksideException("warmup-epochs and warmup-steps are both set. Keep one of them.");
        }
        if (by == Unit.EPOCH) {
            if (warmupSteps > 0) {
                throw new TracksideException(
                        "warmup-steps needs a rate for each step. Set by to step, or use warmup-epochs.");
            }
            return warmupEpochs;
        }
        return warmupEpochs == 0 ? warmupSteps : warmupEpochs * stepsPerEpoch(plan);
    }

    private static long stepsPerEpoch(Plan plan) {
        if (plan.steps().isEmpty() || plan.epochs().isEmpty()) {
            throw new TracksideException("By step, warmup-epochs needs to know the steps of an epoch, and this run"
                    + " has no plan of them. Use warmup-steps.");
        }
        return plan.steps().getAsLong() / plan.epochs().getAsInt();
    }

    private double base() {
        return lr == null ? optimizerRate : lr;
    }
}
