package dev.trackside.runtime.metrics;

import java.util.Arrays;

/** A set of slots, as bits; it grows as slots come. In place of {@code BitSet}, which cannot tell whether it contains another without a copy. */
public final class SlotSet {

    private static final long[] NONE = {};

    /** The slots below 64, which are all that most runs have. */
    private long low;

    /** Those from 64 on, 64 in each. */
    private long[] high = NONE;

    /** Creates an empty set. */
    public SlotSet() {}

    /**
     * Whether a slot is in the set.
     *
     * @param slot a slot from 0
     * @return true if it is
     */
    public boolean contains(int slot) {
        return (word(slot >>> 6) & (1L << slot)) != 0;
    }

    private long word(int index) {
        if (index == 0) {
            return low;
        }
        return index <= high.length ? high[index - 1] : 0;
    }

    /**
     * Whether all slots of another set are in this one; asked at each event, so it allocates nothing.
     *
     * @param others the other set
     * @return true if there is none that is missing here
     */
    public boolean containsAll(SlotSet others) {
        if ((others.low & ~low) != 0) {
            return false;
        }
        for (int i = 1; i <= others.high.length; i++) {
            if ((others.word(i) & ~word(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds a slot.
     *
     * @param slot a slot from 0
     */
    public void add(int slot) {
        int word = slot >>> 6;
        if (word == 0) {
            low |= 1L << slot;
        } else {
            grow(word);
            high[word - 1] |= 1L << slot;
        }
    }

    private void grow(int words) {
        if (words > high.length) {
            high = Arrays.copyOf(high, words);
        }
    }

    /**
     * Adds all slots of another set.
     *
     * @param others the other set
     */
    public void addAll(SlotSet others) {
        low |= others.low;
        grow(others.high.length);
        for (int i = 0; i < others.high.length; i++) {
            high[i] |= others.high[i];
        }
    }

    /**
     * Removes all slots of another set.
     *
     * @param others the other set
     */
    public void removeAll(SlotSet others) {
        low &= ~others.low;
        for (int i = 0; i < high.length; i++) {
            high[i] &= ~others.word(i + 1);
        }
    }

    /** Removes all slots. */
    public void clear() {
        low = 0;
        if (high.length > 0) {
            Arrays.fill(high, 0);
        }
    }

    /**
     * The next slot in the set.
     *
     * @param from the least slot that counts
     * @return the first from there on; -1 if there is none
     */
    public int next(int from) {
        for (int word = from >>> 6; word <= high.length; word++) {
            long rest = word(word) & (word == from >>> 6 ? -1L << from : -1L);
            if (rest != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }
}
