package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/** Carries numbers between arrays of DJL and arrays of Java. */
final class Numbers {

    private Numbers() {}

    /** Copies the numbers of an array in row-major order. */
    static double[] read(NDArray array) {
        if (array.getDataType() == DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        if (array.getDataType() == DataType.FLOAT32) {
            float[] floats = array.toFloatArray();
            double[] values = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                values[i] = floats[i];
            }
            return values;
        }
        try (NDArray doubles = array.toType(DataType.FLOAT64, true)) {
            return doubles.toDoubleArray();
        }
    }

    /** Overwrites the numbers of an array, rounded to its type. */
    static void write(double[] values, NDArray array) {
        try (NDManager manager = array.getManager().newSubManager()) {
            assign(array, manager.create(values, array.getShape()).toType(array.getDataType(), false));
        }
    }

    /** Overwrites all numbers of an array, NaN too, by one. */
    static void fill(NDArray array, double value) {
        try (NDManager manager = array.getManager().newSubManager()) {
            assign(array, manager.full(array.getShape(), (float) value, array.getDataType()));
        }
    }

    /** Overwrites an array by its encoding, which must be of the same shape and type. */
    static void decode(byte[] bytes, NDArray array) {
        try (NDManager manager = array.getManager().newSubManager()) {
            assign(array, NDArray.decode(manager, bytes));
        }
    }

    /**
     * Copies numbers into the memory of an array. DJL's {@code set(Buffer)} and {@code copyTo} would instead make PyTorch's tensor use memory of
     * Java, which is freed when this handle to it is: for a gradient, at once. The detached handle is what PyTorch wants where gradients are recorded,
     * which is a matter of threads.
     */
    private static void assign(NDArray target, NDArray values) {
        try (NDArray detached = target.stopGradient()) {
            detached.set(new NDIndex("..."), values);
        }
    }

    /** Adds up the squares of all numbers, in double precision. */
    static double sumOfSquares(NDArray array) {
        double sum = 0;
        for (double value : read(array)) {
            sum += value * value;
        }
        return sum;
    }
}
