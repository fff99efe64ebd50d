package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trackside.TracksideException;
import dev.trackside.engine.common.StateBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes parameters, gradients and optimizer state to bytes, and reads them back into a model of the same shape. Each array is in DJL's own
 * encoding.
 *
 * <p>All begin with a magic number and a version. Nothing is changed before all of it was read and every shape was found to match.
 */
final class StateCodec {

    private static final int VERSION = 1;
    private static final StateBytes WEIGHTS = new StateBytes("djl", "weights", 0x54534457, VERSION); // "TSDW"
    private static final StateBytes GRADIENTS = new StateBytes("djl", "gradients", 0x54534447, VERSION); // "TSDG"
    private static final StateBytes OPTIMIZER = new StateBytes("djl", "optimizer", 0x5453444f, VERSION); // "TSDO"

    private StateCodec() {}

    static byte[] weights(List<ModelParameter> parameters) {
        return WEIGHTS.write(out -> {
            out.writeInt(parameters.size());
            for (ModelParameter parameter : parameters) {
                out.writeUTF(parameter.name());
                writeArray(out, parameter.values());
            }
        });
    }

    static byte[] gradients(List<ModelParameter> parameters) {
        return GRADIENTS.write(out -> {
            out.writeInt(parameters.size());
            for (ModelParameter parameter : parameters) {
                out.writeUTF(parameter.name());
                try (NDArray gradient = parameter.gradient()) {
                    writeArray(out, gradient);
                }
            }
        });
    }

    /**
     * Reads weights.
     *
     * @return what takes them over, so that several parts can be read before one is
     * @throws TracksideException if the bytes are none of ours, are cut off, or belong to a model of another shape
     */
    static Runnable readWeights(byte[] bytes, List<ModelParameter> parameters) {
        List<byte[]> arrays = readTensors(bytes, WEIGHTS, parameters);
        return () -> {
            for (int i = 0; i < arrays.size(); i++) {
                Numbers.decode(arrays.get(i), parameters.get(i).values());
            }
        };
    }

    /** Reads gradients, as {@link #readWeights} reads weights. */
    static Runnable readGradients(byte[] bytes, List<ModelParameter> parameters) {
        List<byte[]> arrays = readTensors(bytes, GRADIENTS, parameters);
        return () -> {
            for (int i = 0; i < arrays.size(); i++) {
                try (NDArray gradient = parameters.get(i).gradient()) {
                    Numbers.decode(arrays.get(i), gradient);
                }
            }
        };
    }

    private static List<byte[]> readTensors(byte[] bytes, StateBytes part, List<ModelParameter> parameters) {
        List<byte[]> arrays = new ArrayList<>();
        part.read(bytes, in -> {
            int count = in.readInt();
            if (count != parameters.size()) {
                throw new TracksideException("the saved %s are %d tensors, but this model has %d: it has other layers"
                        .formatted(part.what(), count, parameters.size()));
            }
            for (ModelParameter parameter : parameters) {
                String name = in.readUTF();
                if (!name.equals(parameter.name())) {
                    throw new TracksideException(
                            "the saved tensor %s stands where this model has %s".formatted(name, parameter.name()));
                }
                byte[] array = readArray(in);
                requireSameShape(array, parameter);
                arrays.add(array);
            }
        });
        return arrays;
    }

    static byte[] optimizer(TrackableOptimizer optimizer, List<ModelParameter> parameters) {
        return OPTIMIZER.write(out -> {
            out.writeUTF(optimizer.kind());
            out.writeInt(parameters.size());
            for (ModelParameter parameter : parameters) {
                TrackableOptimizer.Memory memory = optimizer.memory(parameter.id());
                out.writeUTF(parameter.name());
                out.writeInt(memory.steps());
                out.writeInt(memory.arrays().size());
                for (NDArray array : memory.arrays()) {
                    writeArray(out, array);
                }
            }
        });
    }

    /** Reads the state of an optimizer, as {@link #readWeights} reads weights. */
    static Runnable readOptimizer(byte[] bytes, TrackableOptimizer optimizer, List<ModelParameter> parameters) {
        record Saved(int steps, List<byte[]> arrays) {}

        List<Saved> memories = new ArrayList<>();
        OPTIMIZER.read(bytes, in -> {
            String kind = in.readUTF();
            if (!kind.equals(optimizer.kind())) {
                throw new TracksideException(
                        "the saved optimizer is %s, but this run uses %s".formatted(kind, optimizer.kind()));
            }
            int count = in.readInt();
            if (count != parameters.size()) {
                throw new TracksideException(
                        "the saved optimizer remembers %d tensors, but this model has %d that learn: it is another one"
                                .formatted(count, parameters.size()));
            }
            for (ModelParameter parameter : parameters) {
                in.readUTF();
                int steps = in.readInt();
                int kept = in.readInt();
                List<byte[]> arrays = new ArrayList<>();
                for (int i = 0; i < kept; i++) {
                    byte[] array = readArray(in);
                    requireSameShape(array, parameter);
                    arrays.add(array);
                }
                memories.add(new Saved(steps, arrays));
            }
        });
        return () -> {
            for (int i = 0; i < memories.size(); i++) {
                ModelParameter parameter = parameters.get(i);
                Saved saved = memories.get(i);
                List<NDArray> arrays = new ArrayList<>();
                for (byte[] bytesOfArray : saved.arrays()) {
                    NDArray array = parameter.values().zerosLike();
                    Numbers.decode(bytesOfArray, array);
                    arrays.add(array);
                }
                optimizer.remember(parameter.id(), new TrackableOptimizer.Memory(saved.steps(), arrays));
            }
        };
    }

    private static void requireSameShape(byte[] array, ModelParameter parameter) {
        NDArray own = parameter.values();
        try (NDManager manager = own.getManager().newSubManager()) {
            NDArray saved = NDArray.decode(manager, array);
            if (!saved.getShape().equals(own.getShape()) || saved.getDataType() != own.getDataType()) {
                throw new TracksideException("the saved tensor %s is %s %s, but that of this model is %s %s"
                        .formatted(
                                parameter.name(),
                                saved.getShape(),
                                saved.getDataType(),
                                own.getShape(),
                                own.getDataType()));
            }
        }
    }

    private static void writeArray(DataOutputStream out, NDArray array) throws IOException {
        byte[] bytes = array.encode();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readArray(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
