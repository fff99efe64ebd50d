package dev.trackside.cli;

import dev.trackside.Attach;
import dev.trackside.Control;
import dev.trackside.FailurePolicy;
import dev.trackside.OnEpochEnd;
import dev.trackside.Phase;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import dev.trackside.spi.StateSpec;
import java.util.List;

public final class Goal_Table extends HandlerTable {

    @Override
    public Class<?> handlerClass() {
        return Goal.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "goal",
                true,
                Phase.DECIDE,
                Attach.WHEN_CONFIGURED,
                FailurePolicy.INFERRED,
                List.of(),
                List.of("smoothing"),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(HandlerSpec.on(OnEpochEnd.class, "check(double)")
                .filter(1, 2, Integer.MAX_VALUE)
                .metric("loss")
                .build());
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(
                "loss",
                OptionSpec.Kind.SINGLE,
                double.class,
                false,
                false,
                0,
                Double.POSITIVE_INFINITY,
                "The loss to reach."));
    }

    @Override
    public List<StateSpec> states() {
        return List.of(new StateSpec("epochs", "int"));
    }

    @Override
    public Object create() {
        return new Goal();
    }

    @Override
    public Object option(Object target, int index) {
        return ((Goal) target).loss;
    }

    @Override
    public void option(Object target, int index, Object value) {
        ((Goal) target).loss = (Double) value;
    }

    @Override
    public Object state(Object target, int index) {
        return (long) ((Goal) target).epochs;
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        int loss = binder.metric("loss");
        return new BoundHandlers() {
            @Override
            public Control call(int handler, Frame frame) {
                return ((Goal) target).check(frame.metric(loss));
            }
        };
    }
}
