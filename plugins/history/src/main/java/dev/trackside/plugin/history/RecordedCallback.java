package dev.trackside.plugin.history;

import dev.trackside.Phase;
import dev.trackside.RunSummary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A callback of a recorded session. Its figures are those of the last epoch while the run goes on, and those of train end after it.
 *
 * @param id its id in the run
 * @param plugin the id of its plugin; the same as {@code id} if nobody said otherwise
 * @param type the name of its class
 * @param phase its phase
 * @param origin where it came from: a jar, the class path, or {@code code}
 * @param version the version of its jar, if that and the record of the run tell it
 * @param sha256 the sum of its jar, if it is from a jar and the record of the run tells it
 * @param why why it joined, in words, if the record of the run tells it
 * @param order its place in the order of calls, from 1
 * @param options its options in force, by name, secrets masked
 * @param calls how often one of its handlers was called
 * @param dropped how many of these calls its asynchronous handlers did not get
 * @param detached why it was detached before the end, if it was
 * @param cost what its handlers have cost the session
 * @since 0.1
 */
public record RecordedCallback(
        String id,
        String plugin,
        String type,
        Phase phase,
        String origin,
        Optional<String> version,
        Optional<String> sha256,
        Optional<String> why,
        int order,
        Map<String, String> options,
        long calls,
        long dropped,
        Optional<String> detached,
        RunSummary.Cost cost) {

    /** Copies the options. */
    public RecordedCallback {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
