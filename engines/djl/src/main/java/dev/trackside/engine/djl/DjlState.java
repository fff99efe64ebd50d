package dev.trackside.engine.djl;

import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine puts into a checkpoint: weights, optimizer, and between backward and step the gradients, which callbacks may have changed by
 * then. DJL's random numbers are no part of it: they begin anew with each batch, see {@link EpochSeeds}.
 */
final class DjlState implements EngineState {

    private static final String WEIGHTS = "weights";
    private static final String OPTIMIZER = "optimizer";
    private static final String GRADIENTS = "gradients";

    private final List<ModelParameter> parameters;
    private final List<ModelParameter> learning;
    private final TrackableOptimizer optimizer;
    private boolean beforeStep;
    private @Nullable Runnable restored;

    DjlState(List<ModelParameter> parameters, List<ModelParameter> learning, TrackableOptimizer optimizer) {
        this.parameters = parameters;
        this.learning = learning;
        this.optimizer = optimizer;
    }

    /** The gradients of a batch are computed: in a batch that was begun before a resume, those of then take their place. */
    void gradientsReady() {
        if (restored != null) {
            restored.run();
            restored = null;
        }
        beforeStep = true;
    }

    /** Callbacks are through with the gradients. */
    void gradientsUsed() {
        beforeStep = false;
    }

    @Override
    public Map<String, byte[]> save() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(WEIGHTS, StateCodec.weights(parameters));
        parts.put(OPTIMIZER, StateCodec.optimizer(optimizer, learning));
        if (beforeStep) {
            parts.put(GRADIENTS, StateCodec.gradients(learning));
        }
        return parts;
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        Runnable weights = StateCodec.readWeights(part(parts, WEIGHTS), parameters);
        Runnable steps = StateCodec.readOptimizer(part(parts, OPTIMIZER), optimizer, learning);
        byte[] gradients = parts.get(GRADIENTS);
        restored = null;
        if (gradients != null) {
            Runnable saved = StateCodec.readGradients(gradients, learning);
            restored = () -> {
                saved.run();
                weights.run(); // the repeated forward pass has moved running means a second time
            };
        }
        weights.run();
        steps.run();
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        byte[] bytes = parts.get(name);
        if (bytes == null) {
            throw new TracksideException("the checkpoint has no part '%s', which the djl engine needs; it has %s"
                    .formatted(name, parts.keySet()));
        }
        return bytes;
    }
}
