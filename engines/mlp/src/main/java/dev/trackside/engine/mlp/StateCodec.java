package dev.trackside.engine.mlp;

import dev.trackside.TracksideException;
import dev.trackside.engine.common.StateBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes weights and optimizer state to bytes, and reads them back into a network of the same shape.
 *
 * <p>Both begin with a magic number and a version. Nothing is changed before all of it was read and every shape was found to
 * match.
 */
final class StateCodec {

    private static final int VERSION = 1;
    private static final StateBytes WEIGHTS = new StateBytes("mlp", "weights", 0x54534d57, VERSION); // "TSMW"
    private static final StateBytes GRADIENTS = new StateBytes("mlp", "gradients", 0x54534d47, VERSION); // "TSMG"
    private static final StateBytes ACCUMULATED = new StateBytes("mlp", "accumulated gradients", 0x54534d41, VERSION);
    private static final StateBytes OPTIMIZER = new StateBytes("mlp", "optimizer", 0x54534d4f, VERSION); // "TSMO"

    private StateCodec() {}

    static byte[] weights(List<Parameter> parameters) {
        return tensors(WEIGHTS, parameters, Parameter::value);
    }

    /**
     * Reads weights.
     *
     * @return what takes them over, so that several parts can be read before one is
     * @throws TracksideException if the bytes are none of ours, are cut off, or belong to a model of another shape
     */
    static Runnable readWeights(byte[] bytes, List<Parameter> parameters) {
        return readTensors(bytes, WEIGHTS, parameters, Parameter::value);
    }

    static byte[] gradients(List<Parameter> parameters) {
        return tensors(GRADIENTS, parameters, Parameter::gradient);
    }

    /** Reads gradients, as {@link #readWeights} reads weights. */
    static Runnable readGradients(byte[] bytes, List<Parameter> parameters) {
        return readTensors(bytes, GRADIENTS, parameters, Parameter::gradient);
    }

    static byte[] accumulated(Accumulation accumulation) {
        return ACCUMULATED.write(out -> {
            out.writeInt(accumulation.batches());
            out.writeDouble(accumulation.examples());
            writeTensors(out, accumulation.sums(), Parameter::gradient);
        });
    }

    /** Reads sums of gradients, as {@link #readWeights} reads weights. */
    static Runnable readAccumulated(byte[] bytes, Accumulation accumulation) {
        int[] batches = new int[1];
        double[] examples = new double[1];
        List<double[]> sums = new ArrayList<>();
        ACCUMULATED.read(bytes, in -> {
            batches[0] = in.readInt();
            examples[0] = in.readDouble();
            sums.addAll(readTensors(in, ACCUMULATED, accumulation.sums()));
        });
        return () -> {
            copy(sums, accumulation.sums(), Parameter::gradient);
            accumulation.resume(batches[0], examples[0]);
        };
    }

    private static byte[] tensors(
            StateBytes part, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix) {
        return part.write(out -> writeTensors(out, parameters, matrix));
    }

    private static void writeTensors(
            DataOutputStream out, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix)
            throws IOException {
        out.writeInt(parameters.size());
        for (Parameter parameter : parameters) {
            DMatrixRMaj values = matrix.apply(parameter);
            out.writeUTF(parameter.name());
            out.writeInt(values.getNumRows());
            out.writeInt(values.getNumCols());
            writeNumbers(out, values.getData(), values.getNumElements());
        }
    }

    private static Runnable readTensors(
            byte[] bytes, StateBytes part, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix) {
        List<double[]> tensors = new ArrayList<>();
        part.read(bytes, in -> tensors.addAll(readTensors(in, part, parameters)));
        return () -> copy(tensors, parameters, matrix);
    }

    private static List<double[]> readTensors(DataInputStream in, StateBytes part, List<Parameter> parameters)
            throws IOException {
        List<double[]> tensors = new ArrayList<>();
        int count = in.readInt();
        if (count != parameters.size()) {
            throw new TracksideException("the saved %s are %d tensors, but this model has %d: it has other layers"
                    .formatted(part.what(), count, parameters.size()));
        }
        for (Parameter parameter : parameters) {
            requireSameShape(in.readUTF(), in.readInt(), in.readInt(), parameter);
            tensors.add(readNumbers(in, parameter.size()));
        }
        return tensors;
    }

    private static void copy(
            List<double[]> tensors, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix) {
        for (int i = 0; i < tensors.size(); i++) {
            double[] tensor = tensors.get(i);
            System.arraycopy(tensor, 0, matrix.apply(parameters.get(i)).getData(), 0, tensor.length);
        }
    }

    private static void requireSameShape(String name, int rows, int columns, Parameter parameter) {
        DMatrixRMaj own = parameter.value();
        if (!name.equals(parameter.name()) || rows != own.getNumRows() || columns != own.getNumCols()) {
            throw new TracksideException("the saved tensor %s is %d x %d, but %s of this model is %d x %d"
                    .formatted(name, rows, columns, parameter.name(), own.getNumRows(), own.getNumCols()));
        }
    }

    static byte[] optimizer(Optimizer optimizer) {
        return OPTIMIZER.write(out -> {
            out.writeUTF(optimizer.kind());
            out.writeLong(optimizer.steps());
            out.writeInt(optimizer.memory().size());
            for (double[] slot : optimizer.memory()) {
                out.writeInt(slot.length);
                writeNumbers(out, slot, slot.length);
            }
        });
    }

    /**
     * Reads the state of an optimizer.
     *
     * @return what takes it over, so that several parts can be read before one is
     * @throws TracksideException if the bytes are none of ours, are cut off, or belong to another kind of optimizer or another
     *     model
     */
    static Runnable readOptimizer(byte[] bytes, Optimizer optimizer) {
        List<double[]> slots = new ArrayList<>();
        long[] steps = new long[1];
        OPTIMIZER.read(bytes, in -> {
            String kind = in.readUTF();
            if (!kind.equals(optimizer.kind())) {
                throw new TracksideException(
                        "the saved optimizer is %s, but this run uses %s".formatted(kind, optimizer.kind()));
            }
            steps[0] = in.readLong();
            int count = in.readInt();
            if (count != optimizer.memory().size()) {
                throw new TracksideException(
                        "the saved optimizer remembers %d tensors, but this run's %d: the model is another one"
                                .formatted(count, optimizer.memory().size()));
            }
            for (double[] slot : optimizer.memory()) {
                int length = in.readInt();
                if (length != slot.length) {
                    throw new TracksideException(
                            "the saved optimizer remembers a tensor of %d numbers where this model has %d"
                                    .formatted(length, slot.length));
                }
                slots.add(readNumbers(in, length));
            }
        });
        return () -> {
            optimizer.steps(steps[0]);
            for (int i = 0; i < slots.size(); i++) {
                System.arraycopy(slots.get(i), 0, optimizer.memory().get(i), 0, slots.get(i).length);
            }
        };
    }

    private static void writeNumbers(DataOutputStream out, double[] values, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(count, Double.BYTES));
        buffer.asDoubleBuffer().put(values, 0, count);
        out.write(buffer.array());
    }

    private static double[] readNumbers(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(count, Double.BYTES)];
        in.readFully(bytes);
        double[] values = new double[count];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }
}
