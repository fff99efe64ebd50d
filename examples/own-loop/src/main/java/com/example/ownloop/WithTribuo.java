package com.example.ownloop;

import com.example.ownloop.Tumors.Tumor;
import com.oracle.labs.mlrg.olcut.util.Pair;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.Adam;

/**
 * The same model made of parts of Tribuo: its parameters, its Adam. Tribuo's own trainer has no place for callbacks, and can only be stopped
 * by an exception that loses the model; but its parts are public, and all that a loop needs.
 */
public final class WithTribuo {

    private final LinearParameters parameters = new LinearParameters(Tumors.MEASURES + 1, 2);
    private final StochasticGradientOptimiser optimiser = new Adam(0.01, 0.9, 0.999, 1e-8);

    private WithTribuo() {
        optimiser.initialise(parameters);
    }

    public static void main(String[] arguments) throws IOException {
        Tumors tumors = Tumors.read(Path.of(arguments[0]), 42);
        WithTribuo model = new WithTribuo();
        // docs: tribuo
        RunResult result = Trackside.run("tribuo")
                .epochs(200)
                .seed(42)
                .option("early-stopping.monitor", "val_loss")
                .option("early-stopping.patience", 5)
                .option("log.every", 0)
                .train(loop -> {
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<Tumor> example : epoch.batches(tumors.shuffled(epoch.random()))) {
                            example.record("loss", model.step(example.data()));
                        }
                        epoch.validation(() -> {
                            for (LoopBatch<Tumor> example : epoch.validationBatches(tumors.validation())) {
                                example.record("val_loss", -Math.log(model.likelihood(example.data())));
                                example.record("val_accuracy", model.likelihood(example.data()) > 0.5 ? 1 : 0);
                            }
                        });
                    }
                });
        // docs: end
        double accuracy = tumors.validation().stream()
                .mapToInt(tumor -> model.likelihood(tumor) > 0.5 ? 1 : 0)
                .average()
                .orElseThrow();
        System.out.printf("%s, validation accuracy %.4f%n", result.outcome(), accuracy);
    }

    // docs: tribuo's step
    /** Makes one step of Tribuo's optimiser; returns the loss before it. */
    private double step(Tumor tumor) {
        double likelihood = likelihood(tumor);
        double wrong = tumor.benign() == 1 ? 1 - likelihood : likelihood - 1;
        SGDVector ascent = DenseVector.createDenseVector(new double[] {-wrong, wrong});
        Tensor[] gradients = parameters.gradients(new Pair<>(Math.log(likelihood), ascent), vector(tumor));
        parameters.update(optimiser.step(gradients, 1));
        return -Math.log(likelihood);
    }
    // docs: end

    /** The probability that the model gives to what the tumor is. */
    private double likelihood(Tumor tumor) {
        DenseVector scores = parameters.predict(vector(tumor));
        return 1 / (1 + Math.exp(scores.get(1 - tumor.benign()) - scores.get(tumor.benign())));
    }

    private static DenseVector vector(Tumor tumor) {
        double[] withBias = Arrays.copyOf(tumor.measures(), Tumors.MEASURES + 1);
        withBias[Tumors.MEASURES] = 1;
        return DenseVector.createDenseVector(withBias);
    }
}
