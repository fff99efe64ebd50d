package dev.trackside.plugin.tensorboard;

import dev.trackside.plugin.tensorboard.proto.Summary;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the callbacks write that the plugin attaches itself. They count as attached by hand, so an exception of theirs would fail the run; it is
 * kept here, nothing more is written, and the plugin throws it at its next event.
 */
final class Sink {

    private final Supplier<EventFolder> folder;
    private @Nullable RuntimeException fault;

    Sink(Supplier<EventFolder> folder) {
        this.folder = folder;
    }

    void write(Part part, long step, Supplier<List<Summary.Value>> values) {
        if (fault != null) {
            return;
        }
        try {
            folder.get().add(part, step, values.get());
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    /** Throws what went wrong, if anything did. */
    void check() {
        if (fault != null) {
            throw fault;
        }
    }
}
