package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.engine.common.Loss;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.engine.common.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StateCodecTests {

    private static final OptimizerSettings ADAM = OptimizerSettings.Adam.of(0.01);

    private final Network network = network(4, 3);
    private final byte[] weights = StateCodec.weights(network.parameters());
    private final Optimizer optimizer = trained(ADAM, network);
    private final byte[] state = StateCodec.optimizer(optimizer);

    @Test
    void bringsWeightsBack() {
        Network other = network(4, 3);
        other.parameters().forEach(parameter -> parameter.value().fill(7));

        StateCodec.readWeights(weights, other.parameters()).run();

        assertThat(StateCodec.weights(other.parameters())).isEqualTo(weights);
    }

    @Test
    void bringsTheOptimizerBack() {
        Optimizer other = Optimizer.of(ADAM, network(4, 3).parameters());

        StateCodec.readOptimizer(state, other).run();

        assertThat(other.steps()).isEqualTo(1);
        assertThat(StateCodec.optimizer(other)).isEqualTo(state);
    }

    @Test
    void changesNothingBeforeItIsRun() {
        Network other = network(4, 3);
        other.parameters().forEach(parameter -> parameter.value().fill(7));
        byte[] before = StateCodec.weights(other.parameters());

        StateCodec.readWeights(weights, other.parameters());

        assertThat(StateCodec.weights(other.parameters())).isEqualTo(before);
    }

    @Nested
    class Refuses {

        @Test
        void aLayerOfAnotherSize() {
            assertRefused(
                    () -> StateCodec.readWeights(weights, network(4, 5).parameters()),
                    "the saved tensor layer1.weights is 4 x 3, but layer1.weights of this model is 4 x 5");
        }

        @Test
        void anotherNumberOfLayers() {
            assertRefused(
                    () -> StateCodec.readWeights(weights, network(4).parameters()),
                    "the saved weights are 6 tensors, but this model has 4: it has other layers");
        }

        @Test
        void anotherOptimizer() {
            Optimizer sgd = Optimizer.of(OptimizerSettings.Sgd.of(0.1, 0.9), network.parameters());

            assertRefused(
                    () -> StateCodec.readOptimizer(state, sgd),
                    "the saved optimizer is adam, but this run uses sgd with momentum");
        }

        @Test
        void theOptimizerOfAnotherModel() {
            Optimizer other = Optimizer.of(ADAM, network(4, 5).parameters());

            assertRefused(
                    () -> StateCodec.readOptimizer(state, other),
                    "the saved optimizer remembers a tensor of 12 numbers where this model has 20");
        }

        @Test
        void bytesThatAreCutOff() {
            byte[] cut = Arrays.copyOf(weights, weights.length - 1);

            assertRefused(
                    () -> StateCodec.readWeights(cut, network.parameters()),
                    "the saved weights end too early, after %d bytes".formatted(cut.length));
        }

        @Test
        void bytesThatGoOn() {
            byte[] longer = Arrays.copyOf(weights, weights.length + 2);

            assertRefused(
                    () -> StateCodec.readWeights(longer, network.parameters()),
                    "2 bytes too many follow the saved weights");
        }

        @Test
        void bytesOfSomethingElse() {
            assertRefused(
                    () -> StateCodec.readWeights(state, network.parameters()),
                    "these bytes are not the weights of a model of mlp");
        }

        @Test
        void aFormatOfTheFuture() {
            byte[] future = weights.clone();
            future[7] = 2;

            assertRefused(
                    () -> StateCodec.readWeights(future, network.parameters()),
                    "the saved weights are of format 2; this version of Trackside reads format 1");
        }

        private void assertRefused(Runnable reading, String message) {
            assertThatThrownBy(reading::run)
                    .isInstanceOf(TracksideException.class)
                    .hasMessage(message);
        }
    }

    private static Network network(Integer... hidden) {
        Network network = new Network(2, List.of(hidden), 2, Activation.RELU, Loss.CROSS_ENTROPY, 1);
        network.initialize(Seeds.stream(1, "weights"));
        return network;
    }

    private static Optimizer trained(OptimizerSettings settings, Network network) {
        Optimizer optimizer = Optimizer.of(settings, network.parameters());
        network.parameters().forEach(parameter -> parameter.gradient().fill(0.5));
        optimizer.step(0.01);
        return optimizer;
    }
}
