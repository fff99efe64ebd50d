package dev.trackside.testkit;

import dev.trackside.*;
import dev.trackside.spi.*;
import java.util.List;

/** Stands in for what the processor will write. */
public final class Meddles_Table extends HandlerTable {
    @Override
    public Class<?> handlerClass() {
        return Meddles.class;
    }

    @Override
    public PluginSpec plugin() {
        return new PluginSpec(
                "meddles",
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
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnGradients.class, "gradients(Gradients)")
                        .needs(Gradients.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnEpochEnd.class, "epochEnd(LearningRate, Weights)")
                        .needs(LearningRate.class)
                        .needs(Weights.class)
                        .build(),
                dev.trackside.spi.HandlerSpec.on(dev.trackside.OnTrainEnd.class, "trainEnd(Weights)")
                        .needs(Weights.class)
                        .build());
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Meddles) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Meddles target;
        private final Gradients theGradients;
        private final LearningRate theLearningRate;
        private final Weights theWeights;

        Bound(Meddles target, Binder binder) {
            this.target = target;
            theGradients = binder.service(Gradients.class);
            theLearningRate = binder.service(LearningRate.class);
            theWeights = binder.service(Weights.class);
        }

        @Override
        public Control call(int handler, Frame frame) {
            switch (handler) {
                case 0: {
                    target.gradients(theGradients);
                    return null;
                }
                case 1: {
                    target.epochEnd(theLearningRate, theWeights);
                    return null;
                }
                case 2: {
                    target.trainEnd(theWeights);
                    return null;
                }
                default:
                    throw new IndexOutOfBoundsException(handler);
            }
        }
    }
}
