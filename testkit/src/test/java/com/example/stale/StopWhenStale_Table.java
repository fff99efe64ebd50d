package com.example.stale;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class StopWhenStale_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return StopWhenStale.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "stop-when-stale",
                true,
                Phase.DECIDE,
                Attach.WHEN_CONFIGURED,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(HandlerSpec.on(OnEpochEnd.class, "check(double)")
                .metric("val_loss")
                .build());
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(
                "patience",
                OptionSpec.Kind.SINGLE,
                int.class,
                false,
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ""));
    }

    @Override
    public Object option(Object target, int index) {
        return ((StopWhenStale) target).patience;
    }

    @Override
    public void option(Object target, int index, Object value) {
        ((StopWhenStale) target).patience = (Integer) value;
    }

    @Override
    public List<StateSpec> states() {
        return List.of(new StateSpec("best", "double"), new StateSpec("stale", "int"));
    }

    @Override
    public Object state(Object target, int index) {
        return index == 0 ? (Object) ((StopWhenStale) target).best : (Object) (long) ((StopWhenStale) target).stale;
    }

    @Override
    public void state(Object target, int index, Object value) {
        if (index == 0) ((StopWhenStale) target).best = StateValues.toDouble(value);
        else ((StopWhenStale) target).stale = StateValues.toInt(value);
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        int slot = binder.metric("val_loss");
        return new BoundHandlers() {
            @Override
            public Control call(int handler, Frame frame) {
                return ((StopWhenStale) target).check(frame.metric(slot));
            }
        };
    }
}
