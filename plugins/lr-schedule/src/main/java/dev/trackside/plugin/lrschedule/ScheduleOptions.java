package dev.trackside.plugin.lrschedule;

import dev.trackside.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a schedule. One that is null or empty was not given, so that one given in vain can be told. */
abstract class ScheduleOptions {

    /**
     * The shape: constant, step, multi-step, exponential, polynomial, linear, cosine, cosine-warm-restarts, one-cycle, cyclic, inverse-sqrt or
     * sequential.
     */
    @Option
    ScheduleType type = ScheduleType.COSINE;

    /** What is counted, by all other options too: epoch, for one rate an epoch, or step, for one an optimizer step. */
    @Option
    Unit by = Unit.EPOCH;

    /** The base rate; that of the optimizer if not given. */
    @Option(min = 0)
    @Nullable
    Double lr;

    /** The smallest rate of step, multi-step, exponential, polynomial, linear, cosine, cosine-warm-restarts, inverse-sqrt; 0 if not given. */
    @Option(min = 0)
    @Nullable
    Double minLr;

    /** Epochs or optimizer steps until the end of linear, polynomial, cosine, one-cycle, sequential, warm-up included; the run's length if not given. */
    @Option(min = 1)
    @Nullable
    Long total;

    /** For constant: the part of the base rate; 1 if not given. */
    @Option(min = 0)
    @Nullable
    Double factor;

    /** For step: epochs or optimizer steps from one decay to the next. */
    @Option(min = 1)
    @Nullable
    Long stepSize;

    /** The factor of each decay: 0.1 for step and multi-step if not given, 1 for cyclic; exponential needs it. */
    @Option(min = 0, max = 1)
    @Nullable
    Double gamma;

    /** For multi-step: epochs or optimizer steps done before each decay. For sequential: those done before each schedule but the first. */
    @Option(min = 1)
    List<Long> milestones = List.of();

    /** For polynomial: the exponent; 1 if not given. */
    @Option(min = 0)
    @Nullable
    Double power;

    /** For linear: the part of the base rate that it starts from; 1 if not given. */
    @Option(min = 0)
    @Nullable
    Double startFactor;

    /** For linear: the part of the base rate that it ends at, but not below min-lr; 0 if not given. */
    @Option(min = 0)
    @Nullable
    Double endFactor;

    /** For cosine-warm-restarts: epochs or optimizer steps until the first restart. */
    @Option(value = "t-0", min = 1)
    @Nullable
    Long firstCycle;

    /** For cosine-warm-restarts: how many times as long as the one before each cycle is; 1 if not given. */
    @Option(value = "t-mult", min = 1)
    @Nullable
    Integer cycleFactor;

    /** For cyclic: the rate of the lower ends, another name of lr. */
    @Option(min = 0)
    @Nullable
    Double baseLr;

    /** The largest rate of one-cycle, which is the base rate if not given, and of cyclic, which needs it. */
    @Option(min = 0)
    @Nullable
    Double maxLr;

    /** For one-cycle: the part of the cycle in which the rate rises; 0.3 if not given. */
    @Option(min = 0, max = 1)
    @Nullable
    Double pctStart;

    /** For one-cycle: how the rate goes from one value to the next: cos or linear; cos if not given. */
    @Option
    @Nullable
    Annealing annealStrategy;

    /** For one-cycle: how many times smaller than the largest the first rate is; 25 if not given. */
    @Option(min = 1)
    @Nullable
    Double divFactor;

    /** For one-cycle: how many times smaller than the first the last rate is; 10000 if not given. */
    @Option(min = 1)
    @Nullable
    Double finalDivFactor;

    /** For one-cycle: whether the rate first falls as it rose, then on to the last rate; false if not given. */
    @Option
    @Nullable
    Boolean threePhase;

    /** For cyclic: epochs or optimizer steps from the lower end to the upper. */
    @Option(min = 1)
    @Nullable
    Long stepSizeUp;

    /** For cyclic: epochs or optimizer steps from the upper end to the lower; as many as step-size-up if not given. */
    @Option(min = 1)
    @Nullable
    Long stepSizeDown;

    /** For cyclic: triangular, triangular2, whose height is halved with each cycle, or exp-range; triangular if not given. */
    @Option
    @Nullable
    CyclicMode mode;

    /** For inverse-sqrt: epochs or optimizer steps until the rate is that of the root of two less; those of the warm-up, else 10000, if not given. */
    @Option(min = 1)
    @Nullable
    Long timescale;

    /** For sequential: the schedules, each as its type and its options: cosine total=20 min-lr=0.001. */
    @Option
    List<String> sequence = List.of();

    /** Epochs of warm-up before the schedule. */
    @Option(min = 0)
    int warmupEpochs;

    /** Optimizer steps of warm-up before the schedule; needs by: step. */
    @Option(min = 0)
    int warmupSteps;

    /** How it warms up: linear, in equal parts to the first rate of the schedule, or constant, at a part of it; linear if not given. */
    @Option
    @Nullable
    WarmUpType warmupType;

    /** The part of the schedule's first rate that the warm-up starts from; if not given, one of its equal parts, or a third for constant. */
    @Option(min = 0, max = 1)
    @Nullable
    Double warmupStartFactor;
}
