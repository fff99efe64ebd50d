package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import org.jspecify.annotations.Nullable;

/** Handlers of a line that are called together, as one {@link Sequence}: from some events on a fused one. */
final class Group {

    private static final int FEWEST_FUSED = 3;
    private static final int OFTEN = 2000;

    private final Handler[] members;
    private final SlotSet required = new SlotSet();
    private final Fusing fusing;
    private @Nullable Sequence sequence;
    private boolean fused;

    Group(Handler[] members, Fusing fusing) {
        this.members = members;
        this.fusing = fusing;
        for (Handler one : members) {
            required.addAll(one.required());
        }
        if (members.length > 0) {
            sequence = new ArraySequence(bound(), numbers());
            fuseIfItPays(0);
        }
    }

    private BoundHandlers[] bound() {
        BoundHandlers[] bound = new BoundHandlers[members.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = members[i].bound();
        }
        return bound;
    }

    private int[] numbers() {
        int[] numbers = new int[members.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = members[i].number();
        }
        return numbers;
    }

    boolean isEmpty() {
        return members.length == 0;
    }

    /** The metrics without which one of them would not be called. */
    SlotSet required() {
        return required;
    }

    /** Fuses them, if they were called often or it costs nothing. */
    void fuseIfItPays(long events) {
        if (fused || members.length == 0) {
            return;
        }
        boolean pays =
                switch (fusing) {
                    case ARRAY -> false;
                    case FUSED -> true;
                    case AUTO ->
                        members.length >= FEWEST_FUSED && (events > OFTEN || Shapes.isKnown(bound(), numbers()));
                };
        if (pays) {
            fused = true; // if it cannot be done, it is not tried again
            Sequence made = Shapes.fuse(bound(), numbers());
            if (made != null) {
                sequence = made;
            }
        }
    }

    void call(Frame frame) {
        if (sequence != null) {
            sequence.call(frame, this);
        }
    }

    /** Says how often they were called since this was said last. */
    void called(long times) {
        for (Handler one : members) {
            one.cost().called(times);
        }
    }

    /** Takes an answer from the sequence. */
    void answered(int position, Control answer) {
        if (answer.kind() != Control.Kind.PROCEED) {
            members[position].answered(answer);
        }
    }

    /** Takes a fault from the sequence, which calls nobody any more in this event: those after it are called here, unless they left with it. */
    void failed(int position, Throwable fault, Frame frame) {
        for (int i = position + 1; i < members.length; i++) {
            members[i].cost().called(-1);
        }
        members[position].failed(fault);
        for (int i = position + 1; i < members.length; i++) {
            if (members[i].isActive()) {
                members[i].cost().called(1);
                call(members[i], frame);
            }
        }
    }

    /** Calls one handler. */
    static void call(Handler one, Frame frame) {
        try {
            Control answer = one.bound().call(one.number(), frame);
            if (answer != null && answer.kind() != Control.Kind.PROCEED) {
                one.answered(answer);
            }
        } catch (Throwable fault) { // which faults are whose is for the handler to say
            one.failed(fault);
        }
    }
}
