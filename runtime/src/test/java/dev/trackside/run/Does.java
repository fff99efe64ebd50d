package dev.trackside.run;

import dev.trackside.OnEpochEnd;
import dev.trackside.Run;
import java.util.function.BiConsumer;

/** Does something at each epoch end. */
final class Does {
    private final BiConsumer<Integer, Run> action;

    Does(BiConsumer<Integer, Run> action) {
        this.action = action;
    }

    @OnEpochEnd
    void epoch(int epoch, Run run) {
        action.accept(epoch, run);
    }
}
