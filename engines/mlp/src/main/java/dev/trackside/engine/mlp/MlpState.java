package dev.trackside.engine.mlp;

import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine puts into a checkpoint: weights, optimizer, and between backward and step the gradients, which callbacks may have
 * changed by then.
 */
final class MlpState implements EngineState {

    private static final String WEIGHTS = "weights";
    private static final String OPTIMIZER = "optimizer";
    private static final String GRADIENTS = "gradients";
    private static final String ACCUMULATED = "accumulated";

    private final Network network;
    private final Optimizer optimizer;
    private final Accumulation accumulation;
    private boolean beforeStep;
    private @Nullable Runnable restoredGradients;

    MlpState(Network network, Optimizer optimizer, Accumulation accumulation) {
        this.accumulation = accumulation;
        this.network = network;
        this.optimizer = optimizer;
    }

    /** The gradients of a batch are computed: in a batch that was begun before a resume, those of then take their place. */
    void gradientsReady() {
        if (restoredGradients != null) {
            restoredGradients.run();
            restoredGradients = null;
        }
        beforeStep = true;
    }

    /** Whether a step was begun before a resume, and its gradients wait to be taken. */
    boolean isInStep() {
        return restoredGradients != null;
    }

    /** Callbacks are through with the gradients. */
    void gradientsUsed() {
        beforeStep = false;
    }

    @Override
    public Map<String, byte[]> save() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(WEIGHTS, StateCodec.weights(network.parameters()));
        parts.put(OPTIMIZER, StateCodec.optimizer(optimizer));
        if (accumulation.batches() > 0) {
            parts.put(ACCUMULATED, StateCodec.accumulated(accumulation));
        }
        if (beforeStep) {
            parts.put(GRADIENTS, StateCodec.gradients(network.parameters()));
        }
        return parts;
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        Runnable weights = StateCodec.readWeights(part(parts, WEIGHTS), network.parameters());
        Runnable steps = StateCodec.readOptimizer(part(parts, OPTIMIZER), optimizer);
        byte[] gradients = parts.get(GRADIENTS);
        restoredGradients = gradients == null ? null : StateCodec.readGradients(gradients, network.parameters());
        byte[] accumulated = parts.get(ACCUMULATED);
        Runnable sums =
                accumulated == null ? accumulation::clear : StateCodec.readAccumulated(accumulated, accumulation);
        weights.run();
        steps.run();
        sums.run();
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        byte[] bytes = parts.get(name);
        if (bytes == null) {
            throw new TracksideException("the checkpoint has no part '%s', which the mlp engine needs; it has %s"
                    .formatted(name, parts.keySet()));
        }
        return bytes;
    }
}
