package dev.trackside.plugin.tensorboard;

import dev.trackside.Batch;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;

/** Takes the metrics of batches; attached only where they are wanted, as each metric that is taken must be computed. */
final class BatchScalars {

    private final Sink sink;
    private final int every;
    private long written = -1;

    BatchScalars(Sink sink, int every) {
        this.sink = sink;
        this.every = every;
    }

    @OnBatchEnd
    void batchEnds(Batch batch, long step, Metrics metrics) {
        // With accumulation several batches end at one step.
        if (step % every == 0 && step != written && !batch.skipped()) {
            written = step;
            sink.write(Part.TRAIN, step, () -> metrics.names().stream()
                    .map(name -> Values.scalar("batch/" + Tags.of(name), metrics.get(name)))
                    .toList());
        }
    }
}
