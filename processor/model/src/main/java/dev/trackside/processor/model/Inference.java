package dev.trackside.processor.model;

import dev.trackside.Attach;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Phase;
import dev.trackside.Weights;

/** Infers what {@code @Plugin} leaves open. */
final class Inference {

    private Inference() {}

    static Phase phase(HandlerClass handlers) {
        if (handlers.handlers().stream().anyMatch(Inference::influences)) {
            return Phase.DECIDE;
        }
        if (handlers.handlers().stream().anyMatch(handler -> handler.takes(Checkpoints.class))) {
            return Phase.PERSIST;
        }
        boolean declares =
                handlers.plugin() != null && !handlers.plugin().produces().isEmpty();
        return declares || handlers.handlers().stream().anyMatch(Inference::measures) ? Phase.MEASURE : Phase.REPORT;
    }

    static Attach attach(Phase phase) {
        return phase == Phase.DECIDE || phase == Phase.PERSIST ? Attach.WHEN_CONFIGURED : Attach.ALWAYS;
    }

    private static boolean influences(Handler handler) {
        return changes(handler) || handler.takes(Gradients.class) || handler.takes(Weights.class);
    }

    static boolean changes(Handler handler) {
        return handler.method().returnType().is(Control.class) || handler.takes(LearningRate.class);
    }

    private static boolean measures(Handler handler) {
        return handler.method().produces() != null || handler.takes(ArgumentKind.METRIC_WRITER);
    }
}
