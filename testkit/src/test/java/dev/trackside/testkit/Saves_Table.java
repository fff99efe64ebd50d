package dev.trackside.testkit;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class Saves_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return Saves.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "saves",
                false,
                Phase.PERSIST,
                Attach.ALWAYS,
                FailurePolicy.INFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnTrainBegin.class, "trainBegin(Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochBegin.class, "epochBegin(int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnBatchBegin.class, "batchBegin(int, int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnGradients.class, "gradients(int, int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnStep.class, "step(long, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnBatchEnd.class, "batchEnd(int, int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBegin.class, "validationBegin(int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBatchBegin.class,
                                "validationBatchBegin(int, int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBatchEnd.class, "validationBatchEnd(int, int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnValidationEnd.class, "validationEnd(int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochEnd.class, "epochEnd(int, Checkpoints)")
                        .needs(Checkpoints.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnTrainEnd.class, "trainEnd(Checkpoints)")
                        .needs(Checkpoints.class)
                        .build());
    }

    @Override
    public List<StateSpec> states() {
        return List.of(new StateSpec("events", "int"));
    }

    @Override
    public Object state(Object target, int index) {
        return (long) ((Saves) target).events;
    }

    @Override
    public void state(Object target, int index, Object value) {
        ((Saves) target).events = StateValues.toInt(value);
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Saves) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Saves target;
        private final Checkpoints theCheckpoints;

        Bound(Saves target, Binder binder) {
            this.target = target;
            theCheckpoints = binder.service(Checkpoints.class);
        }

        @Override
        public Control call(int handler, Frame frame) {
            switch (handler) {
                case 0: {
                    target.trainBegin(theCheckpoints);
                    return null;
                }
                case 1: {
                    target.epochBegin(frame.epochIndex(), theCheckpoints);
                    return null;
                }
                case 2: {
                    target.batchBegin(frame.epochIndex(), frame.batchIndex(), theCheckpoints);
                    return null;
                }
                case 3: {
                    target.gradients(frame.epochIndex(), frame.batchIndex(), theCheckpoints);
                    return null;
                }
                case 4: {
                    target.step(frame.step(), theCheckpoints);
                    return null;
                }
                case 5: {
                    target.batchEnd(frame.epochIndex(), frame.batchIndex(), theCheckpoints);
                    return null;
                }
                case 6: {
                    target.validationBegin(frame.epochIndex(), theCheckpoints);
                    return null;
                }
                case 7: {
                    target.validationBatchBegin(frame.epochIndex(), frame.batchIndex(), theCheckpoints);
                    return null;
                }
                case 8: {
                    target.validationBatchEnd(frame.epochIndex(), frame.batchIndex(), theCheckpoints);
                    return null;
                }
                case 9: {
                    target.validationEnd(frame.epochIndex(), theCheckpoints);
                    return null;
                }
                case 10: {
                    target.epochEnd(frame.epochIndex(), theCheckpoints);
                    return null;
                }
                case 11: {
                    target.trainEnd(theCheckpoints);
                    return null;
                }
                default:
                    throw new IndexOutOfBoundsException(handler);
            }
        }
    }
}
