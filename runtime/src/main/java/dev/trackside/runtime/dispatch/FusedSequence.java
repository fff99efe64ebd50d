package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Up to sixteen handlers, called one after another without a loop. A template: {@link Shapes} defines its class file anew, as a hidden class, for each
 * sequence of handler classes. A class of its own has call sites of its own, each of which only ever sees one class, so that the JIT compiler inlines
 * all handlers into one piece of code. That is why it is written out sixteen times and why no helper method is shared by two handlers. The numbers of
 * the handlers are constants for the same reason; they come as the class data of the hidden class.
 */
final class FusedSequence extends Sequence {

    static final int SIZE = 16;

    private static final int N0;
    private static final int N1;
    private static final int N2;
    private static final int N3;
    private static final int N4;
    private static final int N5;
    private static final int N6;
    private static final int N7;
    private static final int N8;
    private static final int N9;
    private static final int N10;
    private static final int N11;
    private static final int N12;
    private static final int N13;
    private static final int N14;
    private static final int N15;

    static {
        int[] numbers = Shapes.numbers(MethodHandles.lookup());
        N0 = numbers[0];
        N1 = numbers[1];
        N2 = numbers[2];
        N3 = numbers[3];
        N4 = numbers[4];
        N5 = numbers[5];
        N6 = numbers[6];
        N7 = numbers[7];
        N8 = numbers[8];
        N9 = numbers[9];
        N10 = numbers[10];
        N11 = numbers[11];
        N12 = numbers[12];
        N13 = numbers[13];
        N14 = numbers[14];
        N15 = numbers[15];
    }

    private final int first;
    private final BoundHandlers h0;
    private final @Nullable BoundHandlers h1;
    private final @Nullable BoundHandlers h2;
    private final @Nullable BoundHandlers h3;
    private final @Nullable BoundHandlers h4;
    private final @Nullable BoundHandlers h5;
    private final @Nullable BoundHandlers h6;
    private final @Nullable BoundHandlers h7;
    private final @Nullable BoundHandlers h8;
    private final @Nullable BoundHandlers h9;
    private final @Nullable BoundHandlers h10;
    private final @Nullable BoundHandlers h11;
    private final @Nullable BoundHandlers h12;
    private final @Nullable BoundHandlers h13;
    private final @Nullable BoundHandlers h14;
    private final @Nullable BoundHandlers h15;
    private final @Nullable Sequence next;

    /**
     * Creates a sequence.
     *
     * @param first the position of the first handler in the group
     * @param bound the handlers, {@link #SIZE} of them; null after the last, which ends the sequence
     * @param next what is called after sixteen handlers
     */
    FusedSequence(int first, @Nullable BoundHandlers[] bound, @Nullable Sequence next) {
        this.first = first;
        this.h0 = Objects.requireNonNull(bound[0]);
        this.h1 = bound[1];
        this.h2 = bound[2];
        this.h3 = bound[3];
        this.h4 = bound[4];
        this.h5 = bound[5];
        this.h6 = bound[6];
        this.h7 = bound[7];
        this.h8 = bound[8];
        this.h9 = bound[9];
        this.h10 = bound[10];
        this.h11 = bound[11];
        this.h12 = bound[12];
        this.h13 = bound[13];
        this.h14 = bound[14];
        this.h15 = bound[15];
        this.next = next;
    }

    @Override
    void call(Frame frame, Group group) {
        try {
            Control answer = h0.call(N0, frame);
            if (answer != null) {
                group.answered(first + 0, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 0, fault, frame);
            return;
        }
        if (h1 == null) {
            return;
        }
        try {
            Control answer = h1.call(N1, frame);
            if (answer != null) {
                group.answered(first + 1, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 1, fault, frame);
            return;
        }
        if (h2 == null) {
            return;
        }
        try {
            Control answer = h2.call(N2, frame);
            if (answer != null) {
                group.answered(first + 2, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 2, fault, frame);
            return;
        }
        if (h3 == null) {
            return;
        }
        try {
            Control answer = h3.call(N3, frame);
            if (answer != null) {
                group.answered(first + 3, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 3, fault, frame);
            return;
        }
        if (h4 == null) {
            return;
        }
        try {
            Control answer = h4.call(N4, frame);
            if (answer != null) {
                group.answered(first + 4, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 4, fault, frame);
            return;
        }
        if (h5 == null) {
            return;
        }
        try {
            Control answer = h5.call(N5, frame);
            if (answer != null) {
                group.answered(first + 5, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 5, fault, frame);
            return;
        }
        if (h6 == null) {
            return;
        }
        try {
            Control answer = h6.call(N6, frame);
            if (answer != null) {
                group.answered(first + 6, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 6, fault, frame);
            return;
        }
        if (h7 == null) {
            return;
        }
        try {
            Control answer = h7.call(N7, frame);
            if (answer != null) {
                group.answered(first + 7, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 7, fault, frame);
            return;
        }
        if (h8 == null) {
            return;
        }
        try {
            Control answer = h8.call(N8, frame);
            if (answer != null) {
                group.answered(first + 8, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 8, fault, frame);
            return;
        }
        if (h9 == null) {
            return;
        }
        try {
            Control answer = h9.call(N9, frame);
            if (answer != null) {
                group.answered(first + 9, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 9, fault, frame);
            return;
        }
        if (h10 == null) {
            return;
        }
        try {
            Control answer = h10.call(N10, frame);
            if (answer != null) {
                group.answered(first + 10, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 10, fault, frame);
            return;
        }
        if (h11 == null) {
            return;
        }
        try {
            Control answer = h11.call(N11, frame);
            if (answer != null) {
                group.answered(first + 11, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 11, fault, frame);
            return;
        }
        if (h12 == null) {
            return;
        }
        try {
            Control answer = h12.call(N12, frame);
            if (answer != null) {
                group.answered(first + 12, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 12, fault, frame);
            return;
        }
        if (h13 == null) {
            return;
        }
        try {
            Control answer = h13.call(N13, frame);
            if (answer != null) {
                group.answered(first + 13, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 13, fault, frame);
            return;
        }
        if (h14 == null) {
            return;
        }
        try {
            Control answer = h14.call(N14, frame);
            if (answer != null) {
                group.answered(first + 14, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 14, fault, frame);
            return;
        }
        if (h15 == null) {
            return;
        }
        try {
            Control answer = h15.call(N15, frame);
            if (answer != null) {
                group.answered(first + 15, answer);
            }
        } catch (Throwable fault) {
            group.failed(first + 15, fault, frame);
            return;
        }
        if (next != null) {
            next.call(frame, group);
        }
    }
}
