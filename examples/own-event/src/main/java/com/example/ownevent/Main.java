package com.example.ownevent;

import dev.trackside.LearningRate;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;

/** A loop that says when it is on a plateau. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Mean mean = new Mean();
        // docs: the loop
        RunResult result = Trackside.run("own-event")
                .epochs(200)
                .seed(42)
                .produces("loss")
                .offers(LearningRate.class, mean)
                .attach(new HalveRate())
                .attach(new Reporter())
                .train(loop -> {
                    PlateauDetector detector = new PlateauDetector(3);
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<Double> number : epoch.batches(mean.numbers(epoch.random()))) {
                            number.record("loss", mean.step(number.data()));
                        }
                        detector.next(mean.loss())
                                .ifPresent(plateau -> loop.run().fire(OnPlateau.class, plateau));
                    }
                });
        // docs: end
        result.decisions()
                .forEach(decision -> System.out.printf(
                        "epoch %d: %s %s: %s%n",
                        decision.epoch() + 1, decision.callback(), decision.kind(), decision.reason()));
    }
}
