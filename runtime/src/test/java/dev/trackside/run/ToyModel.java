package dev.trackside.run;

import dev.trackside.spi.EngineState;
import java.nio.ByteBuffer;
import java.util.Map;

/** The model of an own loop that can be saved: it adds up the numbers that it is trained with. */
final class ToyModel implements EngineState {

    long sum;

    void train(int number) {
        sum = 31 * sum + number;
    }

    @Override
    public Map<String, byte[]> save() {
        return Map.of("sum", ByteBuffer.allocate(Long.BYTES).putLong(sum).array());
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        sum = ByteBuffer.wrap(parts.get("sum")).getLong();
    }
}
