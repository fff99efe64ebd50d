package dev.trackside.testkit;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class Answers_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return Answers.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "answers",
                false,
                Phase.DECIDE,
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
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnTrainBegin.class, "trainBegin()")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochBegin.class, "epochBegin(int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnBatchBegin.class, "batchBegin(int, int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnGradients.class, "gradients(int, int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnStep.class, "step(long)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnBatchEnd.class, "batchEnd(int, int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnValidationBegin.class, "validationBegin(int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBatchBegin.class, "validationBatchBegin(int, int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBatchEnd.class, "validationBatchEnd(int, int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnValidationEnd.class, "validationEnd(int)")
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochEnd.class, "epochEnd(int)")
                        .build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Answers) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Answers target;

        Bound(Answers target, Binder binder) {
            this.target = target;
        }

        @Override
        public Control call(int handler, Frame frame) {
            switch (handler) {
                case 0: {
                    return target.trainBegin();
                }
                case 1: {
                    return target.epochBegin(frame.epochIndex());
                }
                case 2: {
                    return target.batchBegin(frame.epochIndex(), frame.batchIndex());
                }
                case 3: {
                    return target.gradients(frame.epochIndex(), frame.batchIndex());
                }
                case 4: {
                    return target.step(frame.step());
                }
                case 5: {
                    return target.batchEnd(frame.epochIndex(), frame.batchIndex());
                }
                case 6: {
                    return target.validationBegin(frame.epochIndex());
                }
                case 7: {
                    return target.validationBatchBegin(frame.epochIndex(), frame.batchIndex());
                }
                case 8: {
                    return target.validationBatchEnd(frame.epochIndex(), frame.batchIndex());
                }
                case 9: {
                    return target.validationEnd(frame.epochIndex());
                }
                case 10: {
                    return target.epochEnd(frame.epochIndex());
                }
                default:
                    throw new IndexOutOfBoundsException(handler);
            }
        }
    }
}
