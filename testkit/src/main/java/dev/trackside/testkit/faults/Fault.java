package dev.trackside.testkit.faults;

import java.util.function.Consumer;

/**
 * What may happen around a plugin in a run. Under each the plugin must throw nothing, unless the fault calls for it, and leave the program as it was.
 *
 * @since 0.1
 */
public enum Fault {

    /** Nothing is wrong, so that what fails here fails everywhere. */
    NONE("nothing is wrong", Course::completes),

    /** The plugin is used twice, one run after the other: both runs are equal, or something static has kept a memory. */
    SECOND_RUN("a second run in the same program is equal to the first", Course::repeats),

    /** The plugin is attached twice in a run, under two ids. */
    TWO_INSTANCES("two instances in a run, unless the run refuses that", Course::runsTwice),

    /** The engine offers neither weights nor learning rate nor anything else; a plugin that needs them is refused in words. */
    NO_CAPABILITIES(
            "the engine has no capabilities, or the plugin is refused for it", Course::completesWithoutCapabilities),

    /** Callbacks before and after the plugin throw at each event. */
    NEIGHBORS_THROW(
            "neighbors throw at each event and are detached",
            course -> course.countsAsAlone(Neighbors.throwing(course.with()))),

    /** A callback fails the run in the middle of an epoch. */
    NEIGHBOR_FAILS_THE_RUN("a neighbor fails the run", Course::failsByNeighbor),

    /** The engine throws an exception without a message, in the middle of an epoch. */
    ENGINE_FAILS("the engine fails in the middle of an epoch", course -> course.fails(new IllegalStateException())),

    /** The engine throws an error, in the middle of an epoch. */
    ENGINE_BREAKS(
            "the engine breaks with an error", course -> course.fails(new NoClassDefFoundError("com/example/Gone"))),

    /** The engine fails in its first batch, before anything was measured. */
    ENGINE_FAILS_AT_ONCE("the engine fails in its first batch", Course::failsAtOnce),

    /** Each metric is NaN, always. */
    METRICS_NAN("all metrics are NaN", course -> course.completes(course.metrics((epoch, value) -> Double.NaN))),

    /** Each metric is NaN in the second epoch, and what it was in the others. */
    METRICS_NAN_ONCE(
            "all metrics are NaN in one epoch",
            course -> course.completes(course.metrics((epoch, value) -> epoch == 1 ? Double.NaN : value))),

    /** Each metric is infinite in the second epoch. */
    METRICS_INFINITE(
            "all metrics are infinite in one epoch",
            course ->
                    course.completes(course.metrics((epoch, value) -> epoch == 1 ? Double.POSITIVE_INFINITY : value))),

    /** Each metric has the greatest finite value, then the smallest: sums and differences of them are infinite. */
    METRICS_HUGE(
            "all metrics are huge",
            course -> course.completes(
                    course.metrics((epoch, value) -> epoch % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE))),

    /** The engine declares its metrics, and records none of them. */
    METRICS_ABSENT("declared metrics never come", course -> course.completes(course.withoutMetrics())),

    /** There is no validation. */
    NO_VALIDATION(
            "there is no validation", course -> course.completes(course.with().validateEvery(1000))),

    /** A validation in every second epoch only. */
    SELDOM_VALIDATION(
            "a validation every second epoch",
            course -> course.completes(course.with().validateEvery(2))),

    /** The run ends before its first epoch. */
    NOTHING_TRAINED(
            "the run is interrupted before its first epoch",
            course -> course.completes(Neighbors.interrupting(course.with()))),

    /** No epoch has a batch or a validation. */
    NO_BATCHES(
            "epochs are stopped at their begin", course -> course.completes(Neighbors.stoppingEpochs(course.with()))),

    /** Each batch is skipped. */
    BATCHES_SKIPPED("each batch is skipped", course -> course.completes(Neighbors.skipping(course.with()))),

    /** Another callback stops the run at the begin of a batch. */
    STOPPED_AT_BATCH_BEGIN(
            "a neighbor stops the run at the begin of a batch",
            course -> course.completes(Neighbors.stopping(course.with()))),

    /** Ctrl-C in the middle of an epoch. */
    INTERRUPTED(
            "the run is interrupted in the middle of an epoch",
            course -> course.completes(course.with().interruptAt(1, 1))),

    /** The plugin joins in the middle of an epoch. */
    ATTACHED_LATE("attached in the middle of an epoch", Course::joinsLate),

    /** The plugin is detached in the middle of an epoch, and closed. */
    DETACHED("detached in the middle of an epoch", Course::leaves),

    /** The run is broken off in the middle of an epoch and resumed: state and decisions are those of a run that was not. */
    RESUMED("resumed in the middle of an epoch, state and result are those of an unbroken run", Course::resumes),

    /** From the second epoch on the folder of the run cannot be written; a plugin that writes there may fail with an {@code IOException}. */
    FOLDER_LOST("the run's folder can no longer be written", Course::losesFolder),

    /** A terminal of a few columns. */
    NARROW_TERMINAL(
            "a terminal of five columns",
            course -> course.completes(course.with().terminal(5))),

    /** A terminal; without it, nobody looks. */
    TERMINAL("a terminal", course -> course.completes(course.with().terminal(80))),

    /** The clock stands still: no time passes between events. */
    CLOCK_STANDS(
            "the clock stands still", course -> course.completes(course.with().secondsPerBatch(0))),

    /** The machine sleeps for a day, and somebody sets the wall clock back by two. */
    CLOCK_JUMPS(
            "the clock jumps forward a day, then the wall clock back two",
            course -> course.completes(Neighbors.movingTheClock(course.with())));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Consumer<Course> course;

    Fault(String words, Consumer<Course> course) {
        this.words = words;
        this.course = course;
    }

    /** Runs a plugin under it. */
    void play(Course with) {
        course.accept(with);
    }

    /** What happens, in words. */
    @Override
    public String toString() {
        return words;
    }
}
