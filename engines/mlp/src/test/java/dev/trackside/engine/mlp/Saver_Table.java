package dev.trackside.engine.mlp;

import dev.trackside.Attach;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.FailurePolicy;
import dev.trackside.Gradients;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.Phase;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.util.List;

/** The table of {@link Saver}, by hand: the engine's tests do not depend on the processor. */
public final class Saver_Table extends HandlerTable {

    /** Called by the runtime. */
    public Saver_Table() {}

    @Override
    public Class<?> handlerClass() {
        return Saver.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "saver",
                false,
                Phase.PERSIST,
                Attach.WHEN_CONFIGURED,
                FailurePolicy.FAIL,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                HandlerSpec.on(OnGradients.class, "onGradients")
                        .needs(Gradients.class)
                        .needs(Checkpoints.class)
                        .build(),
                HandlerSpec.on(OnBatchEnd.class, "onBatchEnd")
                        .metric("loss")
                        .needs(Checkpoints.class)
                        .build(),
                HandlerSpec.on(OnValidationBatchEnd.class, "onValidationBatchEnd")
                        .needs(Checkpoints.class)
                        .build(),
                HandlerSpec.on(OnEpochEnd.class, "onEpochEnd")
                        .metric("val_accuracy")
                        .needs(Checkpoints.class)
                        .build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        Saver saver = (Saver) target;
        Gradients gradients = binder.service(Gradients.class);
        Checkpoints checkpoints = binder.service(Checkpoints.class);
        int loss = binder.metric("loss");
        int accuracy = binder.metric("val_accuracy");
        return new BoundHandlers() {
            @Override
            public Control call(int handler, Frame frame) {
                switch (handler) {
                    case 0 -> saver.onGradients(frame.step(), gradients, checkpoints);
                    case 1 -> saver.onBatchEnd(frame.step(), frame.metric(loss), checkpoints);
                    case 2 -> saver.onValidationBatchEnd(frame.step(), frame.batchIndex(), checkpoints);
                    case 3 -> saver.onEpochEnd(frame.step(), frame.metric(accuracy), checkpoints);
                    default -> throw new IndexOutOfBoundsException(handler);
                }
                return Control.proceed();
            }
        };
    }
}
