package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;

/** Calls handlers in a loop over an array: the default, which works everywhere and is quick to make. */
final class ArraySequence extends Sequence {

    private final BoundHandlers[] bound;
    private final int[] indices;

    ArraySequence(BoundHandlers[] bound, int[] indices) {
        this.bound = bound;
        this.indices = indices;
    }

    @Override
    void call(Frame frame, Group group) {
        BoundHandlers[] all = bound; // a field would be read again after each call
        int[] numbers = indices;
        for (int i = 0; i < all.length; i++) {
            try {
                Control answer = all[i].call(numbers[i], frame);
                if (answer != null) {
                    group.answered(i, answer);
                }
            } catch (Throwable fault) { // which faults are whose is for the handler to say
                group.failed(i, fault, frame);
                return;
            }
        }
    }
}
