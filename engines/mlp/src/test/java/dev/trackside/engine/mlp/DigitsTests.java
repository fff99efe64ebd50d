package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Weights;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.engine.common.Split;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real data: 1797 images of digits. */
class DigitsTests {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {42, 1, 2, 3, 4, 5})
    void reachesNinetySixPercentWithAnySeed(long seed) {
        Split split = Digits.split(seed);
        MlpEngine engine = Mlp.classifier(split.train(), split.validation())
                .layers(64, 32)
                .adam(0.003)
                .seed(seed)
                .build();
        RecordingLoop loop = new RecordingLoop(seed, 30);
        loop.wanted.add("val_accuracy");

        engine.train(loop);

        double best = loop.epochs.stream()
                .mapToDouble(epoch -> epoch.get("val_accuracy"))
                .max()
                .orElseThrow();
        assertThat(best).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    void givesTheseVeryWeightsWithReluAndAdam() throws NoSuchAlgorithmException {
        assertThat(weightsAfterThreeEpochs(Activation.RELU, OptimizerSettings.Adam.of(0.003)))
                .isEqualTo("1b3d1dbb4ac8d79bde82235ab9f5c65a72001e712c4e660d8131f743d06f1566");
    }

    @Test
    void givesTheseVeryWeightsWithTanhAndMomentum() throws NoSuchAlgorithmException {
        assertThat(weightsAfterThreeEpochs(Activation.TANH, new OptimizerSettings.Sgd(0.05, 0.9, true, 1e-4)))
                .isEqualTo("3ce6e20ac5db68ba157f5053f855253496983e82284941146e47ae20d7c8d6f6");
    }

    @Test
    void givesTheseVeryWeightsWithSigmoidAndWeightDecay() throws NoSuchAlgorithmException {
        assertThat(weightsAfterThreeEpochs(
                        Activation.SIGMOID, new OptimizerSettings.Adam(0.003, 0.9, 0.999, 1e-8, 0.01, 0)))
                .isEqualTo("4148c9f81d5534c8375cfb15fe836ceca94eda74ab2aed1dfd1f7429bb45769a");
    }

    /** The hash of all weights, which must be the same on every JDK and machine. */
    private static String weightsAfterThreeEpochs(Activation activation, OptimizerSettings optimizer)
            throws NoSuchAlgorithmException {
        Split split = Digits.split(42);
        MlpEngine engine = Mlp.classifier(split.train(), split.validation())
                .layers(64, 32)
                .activation(activation)
                .optimizer(optimizer)
                .seed(42)
                .build();
        engine.train(new RecordingLoop(42, 3));
        Weights weights = (Weights) engine.offers().get(Weights.class);
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(weights.snapshot().bytes());
        return HexFormat.of().formatHex(hash);
    }
}
