package com.example.stale;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class StopWhenStaleTests_SaveEachEpoch_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return StopWhenStaleTests.SaveEachEpoch.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "save-each-epoch",
                false,
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
        return List.of(HandlerSpec.on(OnEpochEnd.class, "save(Checkpoints)")
                .needs(Checkpoints.class)
                .build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        Checkpoints c = binder.service(Checkpoints.class);
        return new BoundHandlers() {
            @Override
            public Control call(int handler, Frame frame) {
                ((StopWhenStaleTests.SaveEachEpoch) target).save(c);
                return null;
            }
        };
    }
}
