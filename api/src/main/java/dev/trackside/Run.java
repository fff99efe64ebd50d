package dev.trackside;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One training run. {@link #interrupt}, {@link #decisions}, {@link #artifacts} and {@link #summary} may be used from any thread, all else from the thread that
 * trains.
 *
 * @since 0.1
 */
public interface Run {

    /**
     * The id of the run, which also names its folder.
     *
     * @return a text without blanks, unique among the runs of a folder; kept on resume
     */
    String id();

    /**
     * The name given to the run.
     *
     * @return the name, e.g. {@code digits}
     */
    String name();

    /**
     * What trains.
     *
     * @return the engine's name, e.g. {@code mlp}, or {@code loop} for an own loop
     */
    String engine();

    /**
     * The configuration of the run: its own settings, the engine's, and the options of plugins under {@code plugins.ID.NAME}. Values that came
     * from secrets are masked.
     *
     * @return an immutable map in a stable order
     */
    Map<String, String> parameters();

    /**
     * How the run ended.
     *
     * @return empty until {@link OnFailure} or {@link OnTrainEnd}
     */
    Optional<Outcome> outcome();

    /**
     * Why the run ended, in words.
     *
     * @return empty until {@link OnFailure} or {@link OnTrainEnd}, and for a completed run
     */
    Optional<String> reason();

    /**
     * What was decided so far, in order. Of changes of the learning rate, of which a schedule makes one at each step, the newest 10,000 are kept;
     * {@link OnDecision} tells each.
     *
     * @return an immutable copy
     */
    List<Decision> decisions();

    /**
     * The run so far in figures: as they are now on the thread that trains, as the last epoch left them on any other thread.
     *
     * @return an immutable copy
     */
    RunSummary summary();

    /**
     * The files and tables that were handed in since the run was started or resumed, in order.
     *
     * @return an immutable copy
     */
    List<Artifact> artifacts();

    /**
     * Raises an event of one's own. From a loop its handlers run at once; from a handler they run after the current event, in the order of the
     * calls.
     *
     * @param event an annotation that carries {@link EventType}
     * @param payload what is delivered, of the type that the annotation declares
     * @throws IllegalArgumentException if the annotation is no event of one's own or the payload is not of its type
     * @throws TracksideException if more than 100 events raise one another in a chain
     */
    void fire(Class<? extends Annotation> event, Object payload);

    /**
     * Asks the run to end soon: the current batch ends, validation is skipped, epoch end and train end come. May be called from any thread,
     * and more than once.
     *
     * @param reason why, for people
     */
    void interrupt(String reason);

    /** Asks the run to end soon, for the reason "interrupted". May be called from any thread. */
    default void interrupt() {
        interrupt("interrupted");
    }

    /**
     * Attaches a callback from the next event on; it first gets {@link OnTrainBegin}. Its id is that of its {@link Plugin}, else its simple
     * class name in kebab-case.
     *
     * @param callback an instance of a class with handlers
     * @return the handle that detaches it again
     * @throws TracksideException if it has no dispatch table, its id is taken, or the run cannot give it what it takes
     */
    Attachment attach(Object callback);

    /**
     * Attaches a callback under an id of one's own.
     *
     * @param id {@code [a-z][a-z0-9-]*}, not taken in this run
     * @param callback an instance of a class with handlers
     * @return the handle that detaches it again
     */
    Attachment attach(String id, Object callback);

    /**
     * Attaches a callback whose module does not open its package.
     *
     * @param callback an instance of a class with handlers
     * @param lookup a lookup of the caller that may access the callback's package
     * @return the handle that detaches it again
     */
    Attachment attach(Object callback, MethodHandles.Lookup lookup);
}
