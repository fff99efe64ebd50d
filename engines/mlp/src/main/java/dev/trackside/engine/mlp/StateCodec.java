package dev.trackside.engine.mlp;

import dev.trackside.TracksideException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final int WEIGHTS = 0x54534d57; // "TSMW"
    private static final int GRADIENTS = 0x54534d47; // "TSMG"
    private static final int OPTIMIZER = 0x54534d4f; // "TSMO"
    private static final int VERSION = 1;

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
        return readTensors(bytes, WEIGHTS, "weights", parameters, Parameter::value);
    }

    static byte[] gradients(List<Parameter> parameters) {
        return tensors(GRADIENTS, parameters, Parameter::gradient);
    }

    /** Reads gradients, as {@link #readWeights} reads weights. */
    static Runnable readGradients(byte[] bytes, List<Parameter> parameters) {
        return readTensors(bytes, GRADIENTS, "gradients", parameters, Parameter::gradient);
    }

    private static byte[] tensors(int magic, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix) {
        return write(magic, out -> {
            out.writeInt(parameters.size());
            for (Parameter parameter : parameters) {
                DMatrixRMaj values = matrix.apply(parameter);
                out.writeUTF(parameter.name());
                out.writeInt(values.getNumRows());
                out.writeInt(values.getNumCols());
                writeNumbers(out, values.getData(), values.getNumElements());
            }
        });
    }

    private static Runnable readTensors(
            byte[] bytes, int magic, String what, List<Parameter> parameters, Function<Parameter, DMatrixRMaj> matrix) {
        List<double[]> tensors = new ArrayList<>();
        read(bytes, magic, what, in -> {
            int count = in.readInt();
            if (count != parameters.size()) {
                throw new TracksideException("the saved %s are %d tensors, but this model has %d: it has other layers"
                        .formatted(what, count, parameters.size()));
            }
            for (Parameter parameter : parameters) {
                requireSameShape(in.readUTF(), in.readInt(), in.readInt(), parameter);
                tensors.add(readNumbers(in, parameter.size()));
            }
        });
        return () -> {
            for (int i = 0; i < tensors.size(); i++) {
                double[] tensor = tensors.get(i);
                System.arraycopy(tensor, 0, matrix.apply(parameters.get(i)).getData(), 0, tensor.length);
            }
        };
    }

    private static void requireSameShape(String name, int rows, int columns, Parameter parameter) {
        DMatrixRMaj own = parameter.value();
        if (!name.equals(parameter.name()) || rows != own.getNumRows() || columns != own.getNumCols()) {
            throw new TracksideException("the saved tensor %s is %d x %d, but %s of this model is %d x %d"
                    .formatted(name, rows, columns, parameter.name(), own.getNumRows(), own.getNumCols()));
        }
    }

    static byte[] optimizer(Optimizer optimizer) {
        return write(OPTIMIZER, out -> {
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
        read(bytes, OPTIMIZER, "optimizer", in -> {
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

    private static byte[] write(int magic, Body<DataOutputStream> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            out.writeInt(VERSION);
            body.run(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array in memory has no I/O that could fail
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] bytes, int magic, String what, Body<DataInputStream> body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != magic) {
                throw new TracksideException("these bytes are not the %s of an mlp model".formatted(what));
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new TracksideException("the saved %s are of format %d; this version of Trackside reads format %d"
                        .formatted(what, version, VERSION));
            }
            body.run(in);
            if (in.available() > 0) {
                throw new TracksideException("%d bytes too many follow the saved %s".formatted(in.available(), what));
            }
        } catch (EOFException cut) {
            throw new TracksideException(
                    "the saved %s end too early, after %d bytes".formatted(what, bytes.length), cut);
        } catch (IOException broken) {
            throw new TracksideException(
                    "the saved %s cannot be read: %s".formatted(what, broken.getMessage()), broken);
        }
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

    /** What is written or read between header and end. */
    private interface Body<T> {
        void run(T stream) throws IOException;
    }
}
