package dev.trackside.cli;

import dev.trackside.Attach;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.FailurePolicy;
import dev.trackside.OnEpochEnd;
import dev.trackside.Phase;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.util.List;

/** A plugin that asks for a checkpoint at each epoch end. */
public final class Saver_Table extends HandlerTable {

    static final class Saver {}

    @Override
    public Class<?> handlerClass() {
        return Saver.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "saver",
                true,
                Phase.PERSIST,
                Attach.WHEN_CONFIGURED,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(HandlerSpec.on(OnEpochEnd.class, "save(Checkpoints, Epoch)")
                .needs(Checkpoints.class)
                .build());
    }

    @Override
    public Object create() {
        return new Saver();
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        Checkpoints checkpoints = binder.service(Checkpoints.class);
        return new BoundHandlers() {
            @Override
            public Control call(int handler, Frame frame) {
                Epoch epoch = frame.epoch();
                checkpoints.request("epoch-" + epoch.number());
                return null;
            }
        };
    }
}
