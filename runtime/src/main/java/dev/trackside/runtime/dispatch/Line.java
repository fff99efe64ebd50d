package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * The handlers of one event of a run, in calling order.
 *
 * <p>Most events take the quick way: no filter lets a handler pass, no metric is missing, and the event is not timed; then the handlers without a
 * filter are called as one {@link Sequence}. Any other event takes the slow way: one handler after another, each asked whether it is due.
 */
public final class Line {

    private static final int FEWEST_FUSED = 3;
    private static final int OFTEN = 2000;

    private final Handler[] handlers;
    private final Handler[] steady;
    private final Handler[] filtered;
    private final boolean byTime;
    private final SlotSet required = new SlotSet();
    private final Fusing fusing;
    private final Ticks ticks;
    private final double reading;

    private final Sampler sampler;
    private final Sampler dueSampler;
    private Sequence sequence;
    private boolean fused;

    /** The filters by counts let nothing pass from {@code since} on and below {@code due}. */
    private long since;

    private long due = Long.MIN_VALUE;
    private long dueNanos;

    /** Events up to the next that is timed, that one included. What was granted and is not left any more took the quick way. */
    private int left = 1;

    private int granted = 1;
    private int dueLeft = 1;
    private long events;
    private long dueEvents;

    /**
     * Creates a line.
     *
     * @param handlers the handlers in calling order
     * @param fusing whether they are fused
     * @param ticks the time of the run
     * @param reading what it costs to read the clock, in nanoseconds; infinite if nothing is to be timed
     */
    public Line(List<? extends Handler> handlers, Fusing fusing, Ticks ticks, double reading) {
        this.handlers = handlers.toArray(Handler[]::new);
        this.steady = handlers.stream().filter(one -> !one.isFiltered()).toArray(Handler[]::new);
        this.filtered = handlers.stream().filter(Handler::isFiltered).toArray(Handler[]::new);
        this.byTime = handlers.stream().anyMatch(Handler::isByTime);
        this.fusing = fusing;
        this.ticks = ticks;
        this.reading = reading;
        this.sampler = new Sampler(reading * (this.handlers.length + 1));
        this.dueSampler = new Sampler(reading * (this.handlers.length + 1));
        if (reading == Double.POSITIVE_INFINITY) {
            left = Integer.MAX_VALUE;
            granted = left;
            dueLeft = left;
        }
        for (Handler one : steady) {
            required.addAll(one.required());
        }
        this.sequence = new ArraySequence(bound(), numbers());
        fuseIfItPays();
        findDue(1);
    }

    private BoundHandlers[] bound() {
        return Arrays.stream(steady).map(Handler::bound).toArray(BoundHandlers[]::new);
    }

    private int[] numbers() {
        return Arrays.stream(steady).mapToInt(Handler::number).toArray();
    }

    private void fuseIfItPays() {
        boolean pays =
                switch (fusing) {
                    case ARRAY -> false;
                    case FUSED -> steady.length > 0;
                    case AUTO ->
                        steady.length >= FEWEST_FUSED && (events > OFTEN || Shapes.isKnown(bound(), numbers()));
                };
        if (pays && !fused) {
            fused = true; // if it cannot be done, it is not tried again
            Sequence made = Shapes.fuse(bound(), numbers());
            if (made != null) {
                sequence = made;
            }
        }
    }

    /**
     * Whether this is the line of certain handlers, so that it need not be made anew.
     *
     * @param others handlers in calling order
     * @return true if they are the same
     */
    public boolean isOf(List<? extends Handler> others) {
        return Arrays.asList(handlers).equals(others);
    }

    /**
     * Calls the handlers that are due.
     *
     * @param frame the event
     * @param metrics the metrics of the event
     * @param count the count of the event, for the filters
     */
    public void fire(Frame frame, Layer metrics, long count) {
        if (--left > 0
                && count >= since
                && count < due
                && metrics.hasAll(required)
                && !(byTime && ticks.elapsedNanos() >= dueNanos)) {
            sequence.call(frame, this);
        } else {
            left++; // this event does not go the quick way
            fireOneByOne(frame, metrics, count);
        }
    }

    private void fireOneByOne(Frame frame, Layer metrics, long count) {
        fold();
        events++;
        long elapsed = byTime ? ticks.elapsedNanos() : 0;
        boolean sampled = left == 1;
        boolean isDue = isAnyDue(count, elapsed);
        if (isDue) {
            dueEvents++;
            dueLeft--;
        }
        if (sampled || dueLeft <= 0) {
            callTimed(frame, metrics, count, elapsed);
        } else {
            for (Handler one : handlers) {
                if (one.isDue(count, elapsed, metrics)) {
                    one.cost().called(1);
                    call(one, frame);
                }
            }
        }
        if (count < since || count >= due) {
            findDue(count + 1);
        }
        if (byTime) {
            findDueNanos();
        }
    }

    private void callTimed(Frame frame, Layer metrics, long count, long elapsed) {
        long began = ticks.nanoTime();
        long before = began;
        for (Handler one : handlers) {
            if (one.isDue(count, elapsed, metrics)) {
                one.cost().called(1);
                call(one, frame);
                long now = ticks.nanoTime();
                one.cost().took(Math.max(0, now - before - reading));
                before = now;
            }
        }
        if (left == 1) {
            left = sampler.next(began, events);
            granted = left;
            fuseIfItPays();
        }
        if (dueLeft <= 0) {
            dueLeft = dueSampler.next(began, dueEvents);
        }
    }

    private static void call(Handler one, Frame frame) {
        try {
            Control answer = one.bound().call(one.number(), frame);
            if (answer != null && answer.kind() != Control.Kind.PROCEED) {
                one.answered(answer);
            }
        } catch (Throwable fault) { // which faults are whose is for the handler to say
            one.failed(fault);
        }
    }

    private boolean isAnyDue(long count, long elapsed) {
        for (Handler one : filtered) {
            if (one.isByTime() ? elapsed >= one.dueNanos() : one.due(count) == count) {
                return true;
            }
        }
        return false;
    }

    private void findDue(long count) {
        since = count;
        due = Long.MAX_VALUE;
        for (Handler one : filtered) {
            if (!one.isByTime()) {
                due = Math.min(due, one.due(count));
            }
        }
    }

    private void findDueNanos() {
        dueNanos = Long.MAX_VALUE;
        for (Handler one : filtered) {
            if (one.isByTime()) {
                dueNanos = Math.min(dueNanos, one.dueNanos());
            }
        }
    }

    /** Adds the events that took the quick way to what is known of the handlers. */
    public void fold() {
        int quick = granted - left;
        if (quick > 0) {
            granted = left;
            events += quick;
            for (Handler one : steady) {
                one.cost().called(quick);
            }
        }
    }

    /** Takes an answer from the sequence. */
    void answered(int position, Control answer) {
        if (answer.kind() != Control.Kind.PROCEED) {
            steady[position].answered(answer);
        }
    }

    /** Takes a fault from the sequence, which calls nobody any more in this event: those after it are called here, unless they left with it. */
    void failed(int position, Throwable fault, Frame frame) {
        for (int i = position + 1; i < steady.length; i++) {
            steady[i].cost().called(-1);
        }
        steady[position].failed(fault);
        for (int i = position + 1; i < steady.length; i++) {
            if (steady[i].isActive()) {
                steady[i].cost().called(1);
                call(steady[i], frame);
            }
        }
    }
}
