package dev.trackside.runtime.core;

import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.runtime.loading.Closing;
import dev.trackside.spi.HandlerTable;
import java.util.List;

/**
 * What is to be attached to a run, with what the configuration says of it.
 *
 * @param id the id of the instance in the run
 * @param target the instance, its options bound
 * @param table its table
 * @param phase when it runs within an event
 * @param onFailure what the configuration or {@code @Plugin} says; {@code INFERRED} if neither does
 * @param before ids that run after it
 * @param after ids that run before it
 * @param requires ids that must be there
 * @param origin where it came from: a jar, the class path, {@code code}
 * @param why why it joins, in words
 * @param byHand whether code attached it
 * @param asked whether somebody asked for it, so that a run without it would not be what they want; else it joins since it is there
 * @param closing closes the instance; nothing happens at a second call
 */
public record CallbackSpec(
        String id,
        Object target,
        HandlerTable table,
        Phase phase,
        FailurePolicy onFailure,
        List<String> before,
        List<String> after,
        List<String> requires,
        String origin,
        String why,
        boolean byHand,
        boolean asked,
        Closing closing) {

    /** Copies the lists. */
    public CallbackSpec {
        before = List.copyOf(before);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
    }
}
