package dev.trackside.bench.dispatch;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the handlers of a set have in common. */
enum HandlerKind {
    /** Called at each step. */
    PLAIN(1),
    /** Called at each hundredth step. */
    EVERY(100),
    /** As {@link #PLAIN}, but the fourth one throws each time. */
    FAULTY(1);

    private static final int FAULT_AT = 3;

    private final int every;

    HandlerKind(int every) {
        this.every = every;
    }

    int every() {
        return every;
    }

    /** How many handlers of a set are measured together. */
    List<Integer> counts() {
        return switch (this) {
            case PLAIN -> List.of(0, 1, 8, 32, 128);
            case EVERY -> List.of(8, 32);
            case FAULTY -> List.of(8);
        };
    }

    int size() {
        return Collections.max(counts());
    }

    boolean throwsAt(int index) {
        return this == FAULTY && index == FAULT_AT;
    }

    String packageName(int set) {
        return "handlers." + name().toLowerCase(Locale.ROOT) + set;
    }
}
