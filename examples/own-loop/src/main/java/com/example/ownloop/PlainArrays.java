package com.example.ownloop;

import com.example.ownloop.Tumors.Tumor;
import dev.trackside.LearningRate;
import dev.trackside.Weights;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gradient descent on arrays, with callbacks. */
public final class PlainArrays {

    private PlainArrays() {}

    public static void main(String[] arguments) throws IOException {
        Tumors tumors = Tumors.read(Path.of(arguments[0]), 42);
        LogisticRegression model = new LogisticRegression();
        // docs: the loop
        RunResult result = Trackside.run("own-loop")
                .epochs(500)
                .seed(42)
                .produces("loss", "val_loss", "val_accuracy")
                .offers(LearningRate.class, new ModelRate(model))
                .offers(Weights.class, new ModelWeights(model))
                .option("early-stopping.monitor", "val_loss")
                .option("early-stopping.patience", 5)
                .option("early-stopping.restore-best-weights", true)
                .option("lr-schedule.type", "cosine")
                .train(loop -> {
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<List<Tumor>> batch : epoch.batches(tumors.batches(epoch.random(), 32), List::size)) {
                            batch.record("loss", model.step(batch.data()));
                        }
                        epoch.validation(() -> {
                            epoch.record("val_loss", model.loss(tumors.validation()));
                            epoch.record("val_accuracy", model.accuracy(tumors.validation()));
                        });
                    }
                });
        // docs: end
        System.out.printf("%s, validation accuracy %.4f%n", result.outcome(), model.accuracy(tumors.validation()));
    }
}
