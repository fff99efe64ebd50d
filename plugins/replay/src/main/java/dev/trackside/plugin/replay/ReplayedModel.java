package dev.trackside.plugin.replay;

import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.spi.EngineState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The model of a replay: none. What is copied of it says when that was, so that whoever keeps and restores weights decides as ever. */
final class ReplayedModel implements Weights, EngineState {

    private static final String PART = "replay";

    private String state = "the beginning";

    /** What a copy of the weights holds from now on. */
    void is(int epoch, long step) {
        state = "epoch %d, step %d".formatted(epoch + 1, step);
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(state.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        state = new String(snapshot.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public List<Tensor> tensors() {
        return List.of();
    }

    @Override
    public Map<String, byte[]> save() {
        return Map.of(PART, state.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        throw new TracksideException(
                "A replay begins at the beginning of its record; it does not go on from a checkpoint.");
    }
}
