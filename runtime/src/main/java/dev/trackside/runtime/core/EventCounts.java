package dev.trackside.runtime.core;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often events that follow others have occurred, for their filters. Those of the loop are counted where it stands. */
final class EventCounts {

    private final Progress progress;
    private final Map<Class<? extends Annotation>, Long> own = new HashMap<>();
    private long checkpoint;

    EventCounts(Progress progress) {
        this.progress = progress;
    }

    /** Counts an event; how often it has occurred, this time included. */
    long count(Class<? extends Annotation> event) {
        if (event == EventKind.DECISION.annotation()) {
            return ++progress.decisions;
        }
        if (event == EventKind.ARTIFACT.annotation()) {
            return ++progress.artifacts;
        }
        if (event == EventKind.CHECKPOINT.annotation()) {
            return checkpoint;
        }
        return own.merge(event, 1L, Long::sum);
    }

    /** Says which checkpoint is told of next: they were counted when they were taken, which may be several events ago. */
    void checkpointIs(long number) {
        checkpoint = number;
    }

    /** The counts of events of one's own, in plain form. */
    Map<String, Object> save() {
        Map<String, Object> counts = new LinkedHashMap<>();
        own.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()))
                .forEach(entry -> counts.put(entry.getKey().getName(), entry.getValue()));
        return counts;
    }

    /** Gives back the counts of those events that anybody listens to. */
    void restore(Map<String, ?> counts, List<Callback> callbacks) {
        for (Callback callback : callbacks) {
            for (Call call : callback.calls()) {
                Object count = counts.get(call.spec().event().getName());
                if (count != null) {
                    own.put(call.spec().event(), (Long) count);
                }
            }
        }
    }
}
