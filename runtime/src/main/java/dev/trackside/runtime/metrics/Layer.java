package dev.trackside.runtime.metrics;

import java.util.Arrays;

/** Values of metrics by slot, with absence as a bit of its own. */
public final class Layer {

    private final SlotSet present = new SlotSet();
    private double[] values = new double[16];

    /** Creates a layer without values. */
    public Layer() {}

    /**
     * Whether a slot has a value, NaN included.
     *
     * @param slot a slot from 0
     * @return true if it has
     */
    public boolean has(int slot) {
        return present.contains(slot);
    }

    /**
     * Whether all slots of a set have values.
     *
     * @param slots the slots
     * @return true if none is missing
     */
    public boolean hasAll(SlotSet slots) {
        return present.containsAll(slots);
    }

    /**
     * The slots that have values.
     *
     * @return the set itself, for reading
     */
    public SlotSet present() {
        return present;
    }

    /**
     * The value of a slot.
     *
     * @param slot a slot that has one
     * @return its value
     */
    public double get(int slot) {
        return values[slot];
    }

    /**
     * Gives a slot a value.
     *
     * @param slot a slot from 0
     * @param value its value
     */
    public void set(int slot, double value) {
        if (slot >= values.length) {
            values = Arrays.copyOf(values, Math.max(slot + 1, values.length * 2));
        }
        values[slot] = value;
        present.add(slot);
    }

    /**
     * Takes the values of some slots away.
     *
     * @param slots the slots
     */
    public void removeAll(SlotSet slots) {
        present.removeAll(slots);
    }

    /** Takes all values away. */
    public void clear() {
        present.clear();
    }

    /**
     * A layer with the same values.
     *
     * @return a copy
     */
    public Layer copy() {
        Layer copy = new Layer();
        copy.copyFrom(this);
        return copy;
    }

    /**
     * Has the same values as another layer from now on, and no others.
     *
     * @param other the other layer
     */
    public void copyFrom(Layer other) {
        clear();
        for (int slot = other.present.next(0); slot >= 0; slot = other.present.next(slot + 1)) {
            set(slot, other.values[slot]);
        }
    }
}
