package dev.trackside.plugin.lrschedule;

import dev.trackside.Plan;
import dev.trackside.TracksideException;
import java.util.OptionalLong;

/** How long a schedule and its warm-up are, in what it counts. */
final class Lengths {

    private final ScheduleOptions options;
    private final Plan plan;

    Lengths(ScheduleOptions options, Plan plan) {
        this.options = options;
        this.plan = plan;
    }

    /** The length of the run, if it is known. */
    OptionalLong planned() {
        return options.by == Unit.STEP
                ? plan.steps()
                : plan.epochs().stream().asLongStream().findFirst();
    }

    /** The length of the warm-up; 0 for none. */
    long warmUp() {
        if (options.warmupEpochs > 0 && options.warmupSteps > 0) {
            throw new TracksideException("warmup-epochs and warmup-steps are both set. Keep one of them.");
        }
        if (options.warmupEpochs == 0 && options.warmupSteps == 0) {
            if (options.warmupType != null || options.warmupStartFactor != null) {
                throw new TracksideException(
                        "%s is given, but no warm-up. Set warmup-epochs or warmup-steps, or remove it."
                                .formatted(options.warmupType != null ? "warmup-type" : "warmup-start-factor"));
            }
            return 0;
        }
        if (options.by == Unit.EPOCH) {
            if (options.warmupSteps > 0) {
                throw new TracksideException(
                        "warmup-steps needs a rate for each step. Set by to step, or use warmup-epochs.");
            }
            return options.warmupEpochs;
        }
        return options.warmupEpochs == 0 ? options.warmupSteps : options.warmupEpochs * stepsPerEpoch();
    }

    /** The length of the schedule itself, which ends with the run unless {@code total} says otherwise. */
    long afterWarmUp(long warmUp) {
        if (options.total != null) {
            if (warmUp >= options.total) {
                throw new TracksideException(
                        "A warm-up of %d %ss leaves nothing of a total of %d. Shorten the warm-up, or raise total."
                                .formatted(warmUp, options.by, options.total));
            }
            return options.total - warmUp;
        }
        long length = planned()
                .orElseThrow(() -> new TracksideException(
                        "Type %s needs to know how many %ss there will be, and this run has no plan of them. Set total, or count by %s."
                                .formatted(options.type, options.by, options.by == Unit.STEP ? "epoch" : "step")));
        // A run that was cut to a few epochs to try it out may end within its warm-up.
        return Math.max(1, length - warmUp);
    }

    private long stepsPerEpoch() {
        if (plan.steps().isPresent() && plan.epochs().isPresent()) {
            // Not the number of batches: several may share a step.
            return plan.steps().getAsLong() / plan.epochs().getAsInt();
        }
        if (plan.batchesPerEpoch().isEmpty()) {
            throw new TracksideException("By step, warmup-epochs needs to know the steps of an epoch, and this run"
                    + " has no plan of them. Use warmup-steps.");
        }
        return plan.batchesPerEpoch().getAsInt();
    }
}
