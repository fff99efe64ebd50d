package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.runtime.dispatch.Handler;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.HandlerSpec;

/** One handler of one callback in a run. */
final class Call extends Handler {

    private final EventFiring firing;
    private final Callback callback;
    private final HandlerSpec spec;
    private boolean wanted = true;

    Call(EventFiring firing, Callback callback, int number, HandlerSpec spec, CallbackBinder binder) {
        super(callback.handlers(), number, spec.filter(), required(spec, binder));
        this.firing = firing;
        this.callback = callback;
        this.spec = spec;
    }

    private static SlotSet required(HandlerSpec spec, CallbackBinder binder) {
        SlotSet required = new SlotSet();
        spec.metrics().stream()
                .filter(HandlerSpec.MetricUse::required)
                .mapToInt(binder::slot)
                .forEach(required::add);
        return required;
    }

    Callback callback() {
        return callback;
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

    @Override
    protected boolean isActive() {
        return callback.isAttached();
    }

    @Override
    protected void answered(Control answer) {
        firing.accept(callback, answer);
    }

    @Override
    protected void failed(Throwable fault) {
        firing.judge(callback, method(), fault);
    }

    /** The handler as people name it: {@code EarlyStopping.check(double)}. */
    String method() {
        return callback.table().handlerClass().getSimpleName() + "." + spec.method();
    }
}
