package dev.trackside.runtime.core;

import java.util.Arrays;

/** Values of metrics by slot, with absence as a bit of its own. */
final class Layer {

    private double[] values = new double[8];
    private boolean[] present = new boolean[8];

    boolean has(int slot) {
        return slot < present.length && present[slot];
    }

    double get(int slot) {
        return values[slot];
    }

    void set(int slot, double value) {
        if (slot >= values.length) {
            int length = Math.max(slot + 1, values.length * 2);
            values = Arrays.copyOf(values, length);
            present = Arrays.copyOf(present, length);
        }
        values[slot] = value;
        present[slot] = true;
    }

    void remove(int slot) {
        if (slot < present.length) {
            present[slot] = false;
        }
    }

    void clear() {
        Arrays.fill(present, false);
    }

    void copyFrom(Layer other) {
        values = other.values.clone();
        present = other.present.clone();
    }
}
