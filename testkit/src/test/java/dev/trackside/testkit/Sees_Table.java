package dev.trackside.testkit;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;
import java.util.Optional;

/** Stands in for what the processor will write. */
public final class Sees_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return Sees.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "sees",
                false,
                Phase.REPORT,
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
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnBatchEnd.class, "batchEnd(Metrics)")
                        .allMetrics()
                        .build(),
                dev.trackside.spi.HandlerSpec.on(
                                dev.trackside.OnValidationBatchEnd.class,
                                "validationBatchEnd(Metrics, Optional<Predictions>)")
                        .allMetrics()
                        .mayUse(Predictions.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochEnd.class, "epochEnd(Metrics)")
                        .allMetrics()
                        .build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Sees) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Sees target;
        private final Optional<Predictions> optionalPredictions;

        Bound(Sees target, Binder binder) {
            this.target = target;
            optionalPredictions = binder.optional(Predictions.class);
        }

        @Override
        public Control call(int handler, Frame frame) {
            switch (handler) {
                case 0: {
                    target.batchEnd(frame.metrics());
                    return null;
                }
                case 1: {
                    target.validationBatchEnd(frame.metrics(), optionalPredictions);
                    return null;
                }
                case 2: {
                    target.epochEnd(frame.metrics());
                    return null;
                }
                default:
                    throw new IndexOutOfBoundsException(handler);
            }
        }
    }
}
