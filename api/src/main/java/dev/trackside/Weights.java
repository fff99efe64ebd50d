package dev.trackside;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the model. A capability.
 *
 * @since 0.1
 */
public interface Weights {

    /**
     * Copies all weights in memory.
     *
     * @return a copy that later training does not change
     */
    Snapshot snapshot();

    /**
     * Puts weights back; recorded as a {@link Decision}. The state of the optimizer stays as it is.
     *
     * @param snapshot a copy of the weights of this model
     * @param reason why, for people
     * @throws IllegalArgumentException if the snapshot is of a model of another shape
     */
    void restore(Snapshot snapshot, String reason);

    /**
     * Puts weights back, with no more reason than that.
     *
     * @param snapshot a copy of the weights of this model
     */
    default void restore(Snapshot snapshot) {
        restore(snapshot, "restored");
    }

    /**
     * The weights tensor by tensor, for reading and writing.
     *
     * @return the tensors in the order of the model
     */
    List<Tensor> tensors();

    /**
     * Weights at one moment, immutable. May be kept in a {@link State @State} field. Usable from any thread.
     */
    final class Snapshot {

        private final byte[] bytes;

        /**
         * Copies weights in the engine's own form; for engines and stores.
         *
         * @param bytes the weights
         */
        public Snapshot(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /**
         * The weights in the engine's own form.
         *
         * @return a copy
         */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Snapshot snapshot && Arrays.equals(bytes, snapshot.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Snapshot[" + bytes.length + " bytes]";
        }
    }
}
