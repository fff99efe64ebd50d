package dev.trackside.plugin.terminateonnan;

import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A loop that does not tell when it has gradients. Its only weight is the number of steps it has made. */
final class OwnLoop implements Weights {

    int steps;

    static RunResult train(Map<String, Object> options, double... losses) {
        return new OwnLoop().run(options, losses);
    }

    RunResult run(Map<String, Object> options, double... losses) {
        RunBuilder builder = Trackside.run("own")
                .withoutConfig()
                .withoutDiscovery()
                .epochs(1)
                .offers(Weights.class, this)
                .attach(new TerminateOnNan());
        options.forEach((name, value) -> builder.option("terminate-on-nan." + name, value));
        List<Double> data = Arrays.stream(losses).boxed().toList();
        return builder.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Double> batch : epoch.batches(data)) {
                    steps++;
                    batch.record("loss", batch.data());
                }
            }
        });
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(Integer.toString(steps).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        steps = Integer.parseInt(new String(snapshot.bytes(), StandardCharsets.US_ASCII));
    }

    @Override
    public List<Tensor> tensors() {
        return List.of();
    }
}
