package dev.trackside.runtime.dispatch;

import dev.trackside.runtime.metrics.Layer;
import dev.trackside.spi.Filter;
import dev.trackside.spi.Frame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one event of a run, in calling order.
 *
 * <p>Most events take the quick way: no filter lets a handler pass, no metric is missing, and the event is not timed; then the handlers without a
 * filter are called as one {@link Group}, and so are all if there is but one filter and it lets them pass. Any other event takes the slow way: one handler after
 * another, each asked whether it is due.
 */
public final class Line {

    private final Handler[] handlers;
    private final Handler[] filtered;
    private final Period[] periods;
    private final int[] periodOf;
    private final boolean byTime;
    private final Group steady;

    /** All handlers, which are due together if there is but one filter; null otherwise. */
    private final @Nullable Group all;

    private final Ticks ticks;
    private final double reading;

    private final Sampler sampler;
    private final Sampler dueSampler;

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
    private int allCalled;

    /**
     * Creates a line.
     *
     * @param handlers the handlers in calling order
     * @param fusing whether they are fused
     * @param ticks the time of the run
     * @param reading what it costs to read the clock, in nanoseconds; infinite if nothing is to be timed
     */
    public Line(List<? extends Handler> handlers, Fusing fusing, Ticks ticks, double reading) {
        this.handlers = handlers.toArray(new Handler[0]);
        this.steady = new Group(those(false), fusing);
        this.filtered = those(true);
        this.periodOf = new int[this.handlers.length];
        this.periods = periods();
        this.byTime = isAnyByTime();
        this.all = periods.length == 2 && !byTime ? new Group(this.handlers, fusing) : null;
        this.ticks = ticks;
        this.reading = reading;
        this.sampler = new Sampler(reading * (this.handlers.length + 1));
        this.dueSampler = new Sampler(reading * (this.handlers.length + 1));
        if (reading == Double.POSITIVE_INFINITY) {
            left = Integer.MAX_VALUE;
            dueLeft = left;
        } else if (steady.isEmpty()) {
            left = Integer.MAX_VALUE; // only the events that are due can be timed
        }
        granted = left;
        findDue(1);
    }

    // Loops in place of streams here: a line is made whenever somebody joins or leaves.

    private Handler[] those(boolean areFiltered) {
        int count = 0;
        for (Handler one : handlers) {
            count += one.isFiltered() == areFiltered ? 1 : 0;
        }
        Handler[] those = new Handler[count];
        int next = 0;
        for (Handler one : handlers) {
            if (one.isFiltered() == areFiltered) {
                those[next++] = one;
            }
        }
        return those;
    }

    /** The filters by counts without repetition; the first lets each event pass, and stands for those by time too. */
    private Period[] periods() {
        Period[] found = new Period[filtered.length + 1];
        found[0] = new Period(Filter.ALL);
        int count = 1;
        for (int i = 0; i < handlers.length; i++) {
            if (handlers[i].isFiltered() && !handlers[i].isByTime()) {
                Filter filter = handlers[i].filter();
                int known = 1;
                while (known < count && !found[known].filter.equals(filter)) {
                    known++;
                }
                if (known == count) {
                    found[count++] = new Period(filter);
                }
                periodOf[i] = known;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Handlers that are due at the same events. */
    private static final class Period {
        private final Filter filter;
        private long due;

        Period(Filter filter) {
            this.filter = filter;
        }
    }

    private boolean isAnyByTime() {
        for (Handler one : filtered) {
            if (one.isByTime()) {
                return true;
            }
        }
        return false;
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
                && metrics.hasAll(steady.required())
                && !(byTime && ticks.elapsedNanos() >= dueNanos)) {
            steady.call(frame);
        } else {
            left++; // this event does not go the quick way
            fireOneByOne(frame, metrics, count);
        }
    }

    private void fireOneByOne(Frame frame, Layer metrics, long count) {
        events++;
        if (count < since || count > due) {
            findDue(count);
        }
        long elapsed = byTime ? ticks.elapsedNanos() : 0;
        boolean sampled = left == 1;
        if (count == due || (byTime && elapsed >= dueNanos)) {
            dueEvents++;
            dueLeft--;
        }
        if (sampled || dueLeft <= 0) {
            fold();
            callTimed(frame, metrics, count, elapsed);
        } else if (all != null && count == due && metrics.hasAll(all.required())) {
            allCalled++;
            all.call(frame);
        } else {
            for (int i = 0; i < handlers.length; i++) {
                if (isDue(i, count, elapsed, metrics)) {
                    handlers[i].cost().called(1);
                    Group.call(handlers[i], frame);
                }
            }
        }
        if (count == due) {
            findDue(count + 1);
        }
        if (byTime) {
            findDueNanos();
        }
    }

    private boolean isDue(int position, long count, long elapsed, Layer metrics) {
        int period = periodOf[position];
        return (period == 0 || periods[period].due == count) && handlers[position].isDue(elapsed, metrics);
    }

    private void callTimed(Frame frame, Layer metrics, long count, long elapsed) {
        long began = ticks.nanoTime();
        long before = began;
        for (int i = 0; i < handlers.length; i++) {
            if (isDue(i, count, elapsed, metrics)) {
                HandlerCost cost = handlers[i].cost();
                cost.called(1);
                Group.call(handlers[i], frame);
                long now = ticks.nanoTime();
                cost.took(Math.max(0, now - before - reading));
                before = now;
            }
        }
        if (left == 1) {
            left = sampler.next(began, events);
            granted = left;
            steady.fuseIfItPays(events);
        }
        if (dueLeft <= 0) {
            dueLeft = dueSampler.next(began, dueEvents);
            if (all != null) {
                all.fuseIfItPays(dueEvents);
            }
        }
    }

    /** Finds the first count from here on that a filter lets pass. */
    private void findDue(long count) {
        since = count;
        due = Long.MAX_VALUE;
        for (int i = 1; i < periods.length; i++) {
            periods[i].due = periods[i].filter.next(count);
            due = Math.min(due, periods[i].due);
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

    /** Adds what was called as a group to what is known of the handlers. */
    public void fold() {
        int quick = granted - left;
        if (quick > 0) {
            granted = left;
            events += quick;
            steady.called(quick);
        }
        if (all != null && allCalled > 0) {
            all.called(allCalled);
            allCalled = 0;
        }
    }
}
