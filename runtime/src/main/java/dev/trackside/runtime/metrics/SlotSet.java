package dev.trackside.runtime.metrics;

import java.util.Arrays;

/** A set of slots, as bits; it grows as slots come. In place of {@code BitSet}, which cannot tell whether it contains another without a copy. */
public final class SlotSet {

    private long[] words = new long[1];

    /** Creates an empty set. */
    public SlotSet() {}

    /**
     * Whether a slot is in the set.
     *
     * @param slot a slot from 0
     * @return true if it is
     */
    public boolean contains(int slot) {
        int word = slot >>> 6;
        return word < words.length && (words[word] & (1L << slot)) != 0;
    }

    /**
     * Whether all slots of another set are in this one; asked at each event, so it allocates nothing.
     *
     * @param others the other set
     * @return true if there is none that is missing here
     */
    public boolean containsAll(SlotSet others) {
        long[] asked = others.words;
        if ((asked[0] & ~words[0]) != 0) {
            return false;
        }
        for (int i = 1; i < asked.length; i++) {
            if ((asked[i] & ~word(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    /**
     * Adds a slot.
     *
     * @param slot a slot from 0
     */
    public void add(int slot) {
        int word = slot >>> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, word + 1);
        }
        words[word] |= 1L << slot;
    }

    /**
     * Adds all slots of another set.
     *
     * @param others the other set
     */
    public void addAll(SlotSet others) {
        if (others.words.length > words.length) {
            words = Arrays.copyOf(words, others.words.length);
        }
        for (int i = 0; i < others.words.length; i++) {
            words[i] |= others.words[i];
        }
    }

    /**
     * Removes all slots of another set.
     *
     * @param others the other set
     */
    public void removeAll(SlotSet others) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~others.word(i);
        }
    }

    /** Removes all slots. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /**
     * The next slot in the set.
     *
     * @param from the least slot that counts
     * @return the first from there on; -1 if there is none
     */
    public int next(int from) {
        for (int word = from >>> 6; word < words.length; word++) {
            long rest = words[word] & (word == from >>> 6 ? -1L << from : -1L);
            if (rest != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }
}
