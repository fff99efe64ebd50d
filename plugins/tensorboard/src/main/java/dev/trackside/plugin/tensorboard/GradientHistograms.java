package dev.trackside.plugin.tensorboard;

import dev.trackside.Epoch;
import dev.trackside.Gradients;
import dev.trackside.OnGradients;
import java.util.Optional;

/** Takes the gradients of the first batch of an epoch; attached only where they are wanted, since they cost an engine something. */
final class GradientHistograms {

    private final Sink sink;
    private final int every;

    GradientHistograms(Sink sink, int every) {
        this.sink = sink;
        this.every = every;
    }

    @OnGradients(at = 1)
    void gradients(Epoch epoch, long step, Optional<Gradients> gradients) {
        if (epoch.number() % every == 0 && gradients.isPresent()) {
            sink.write(
                    Part.TRAIN,
                    step + 1, // the one that they make; the last of the epoch before is not of this batch
                    () -> Values.histograms("gradients", gradients.get().tensors()));
        }
    }
}
