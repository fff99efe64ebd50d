package p;

import dev.trackside.*;
import java.util.*;

/** Handlers that are called later, with snapshots. */
class Reporter {

    final List<String> got = new ArrayList<>();

    @OnBatchEnd
    @Async
    void batch(Batch batch, @Metric("loss") double console, Console out, Metrics metrics, long step) {
        got.add(batch + " " + console + " " + out + " " + metrics + " " + step);
    }

    @OnValidationBatchEnd
    @Async
    void predictions(Predictions predictions, Validation validation) {
        got.add(predictions + " " + validation);
    }

    @OnDecision
    @Async
    void decided(Optional<Epoch> epoch, Run run) {
        got.add(epoch + " " + run);
    }

    @OnMark
    @Async
    void marked(Epoch payload) {
        got.add(payload.toString());
    }
}

@EventType(payload = Epoch.class)
@java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD)
@interface OnMark {}
