package dev.trackside.processor.model;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import java.util.List;

/**
 * A {@code @Plugin} annotation.
 *
 * @param origin the annotation
 * @param id the id
 * @param phase the phase, as written
 * @param attach when it joins, as written
 * @param onFailure the policy
 * @param before ids that run after it
 * @param after ids that run before it
 * @param requires ids that must be there
 * @param produces metrics it writes
 * @since 0.1
 */
public record PluginUse(
        Origin origin,
        Value<String> id,
        Value<Phase> phase,
        Value<Attach> attach,
        Value<FailurePolicy> onFailure,
        List<Value<String>> before,
        List<Value<String>> after,
        List<Value<String>> requires,
        List<Value<String>> produces) {

    /** Copies the lists. */
    public PluginUse {
        before = List.copyOf(before);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
        produces = List.copyOf(produces);
    }
}
