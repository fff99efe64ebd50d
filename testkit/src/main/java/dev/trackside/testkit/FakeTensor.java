package dev.trackside.testkit;

import dev.trackside.Tensor;

/** One array of numbers, read and written in place. */
final class FakeTensor implements Tensor {

    private final String name;
    private final double[] values;

    /** Shows an array, which it does not copy. */
    FakeTensor(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int[] shape() {
        return new int[] {values.length};
    }

    @Override
    public double[] read() {
        return values.clone();
    }

    @Override
    public void write(double[] written) {
        if (written.length != values.length) {
            throw new IllegalArgumentException(
                    "the tensor %s has %d values, not %d".formatted(name, values.length, written.length));
        }
        System.arraycopy(written, 0, values, 0, values.length);
    }
}
