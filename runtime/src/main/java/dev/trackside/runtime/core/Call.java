package dev.trackside.runtime.core;

import dev.trackside.spi.Filter;
import dev.trackside.spi.HandlerSpec;
import java.util.List;

/** One handler of one callback in a run, with what must hold before it is called. */
final class Call {

    private static final double NANOS = 1e9;

    private final Callback callback;
    private final int index;
    private final HandlerSpec spec;
    private final int[] required;
    private final boolean filtered;
    private boolean wanted = true;
    private long period;

    Call(Callback callback, int index, HandlerSpec spec, CallbackBinder binder) {
        this.callback = callback;
        this.index = index;
        this.spec = spec;
        this.filtered = !spec.filter().equals(Filter.ALL);
        this.required = spec.metrics().stream()
                .filter(HandlerSpec.MetricUse::required)
                .mapToInt(binder::slot)
                .toArray();
    }

    Callback callback() {
        return callback;
    }

    int index() {
        return index;
    }

    HandlerSpec spec() {
        return spec;
    }

    boolean isProducer() {
        return !spec.produces().isEmpty() || spec.writesMetrics();
    }

    /** Whether anybody takes what it produces; true of all that produce nothing. */
    boolean isWanted() {
        return wanted;
    }

    void wanted(boolean wanted) {
        this.wanted = wanted;
    }

    /** Whether the handler is to be called now. */
    boolean isDue(long count, long elapsedNanos, Layer metrics) {
        if (!callback.isAttached()) {
            return false;
        }
        for (int slot : required) {
            if (!metrics.has(slot)) {
                return false;
            }
        }
        // Last, as a period of seconds is used up only by a call that is made.
        return !filtered || passes(count, elapsedNanos);
    }

    private boolean passes(long count, long elapsedNanos) {
        double seconds = spec.filter().everySeconds();
        if (seconds == 0) {
            return spec.filter().passes(count);
        }
        long current = (long) (elapsedNanos / (seconds * NANOS));
        if (current <= period) {
            return false;
        }
        period = current;
        return true;
    }

    long period() {
        return period;
    }

    void period(long period) {
        this.period = period;
    }

    /** The handler as people name it: {@code EarlyStopping.check(double)}. */
    String method() {
        return callback.table().handlerClass().getSimpleName() + "." + spec.method();
    }

    List<HandlerSpec.MetricUse> metrics() {
        return spec.metrics();
    }
}
