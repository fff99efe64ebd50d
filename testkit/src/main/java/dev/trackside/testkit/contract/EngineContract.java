package dev.trackside.testkit.contract;

import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;

/**
 * What every engine must do, tried on a small one in real runs. The tests of an engine extend it:
 *
 * <pre>{@code
 * class MlpContractTests extends EngineContract {
 *
 *     @Override
 *     protected Engine engine(long seed) {
 *         return Mlp.classifier(train, validation).layers(8).batchSize(4).seed(seed).build();
 *     }
 *
 *     @Override
 *     protected EngineClaims claims() {
 *         return EngineClaims.batches(3)
 *                 .validationBatches(2)
 *                 .metrics("loss", "accuracy", "val_loss", "val_accuracy")
 *                 .recordedAnyway("loss", "val_loss")
 *                 .capabilities(LearningRate.class, Weights.class, Gradients.class, Predictions.class, EngineState.class);
 *     }
 * }
 * }</pre>
 *
 * <p>A capability that is claimed is used; of one that is not claimed each of its tests shows that a run refuses a callback that takes it, in a
 * sentence with the callback, the capability and the engine. The suite makes some three hundred runs of two epochs, so the engine
 * under test should take milliseconds for an epoch. Native libraries should be told to use one thread.
 *
 * @since 0.1
 */
public abstract class EngineContract {

    /** For subclasses. */
    protected EngineContract() {}

    /**
     * Makes a small engine that has not trained yet: two or three batches an epoch, so that each run takes milliseconds; without weight decay,
     * since a step with gradients of 0 must show as none.
     *
     * @param seed decides upon initial weights and whatever else is random in the engine; not upon the data
     * @return another engine at each call, equal to others of the same seed; one that is {@code AutoCloseable} is closed after the test
     * @throws Exception if it cannot be made; the test fails with it
     */
    protected abstract Engine engine(long seed) throws Exception;

    /**
     * Says what the engine can do.
     *
     * @return the same claims at each call
     */
    protected abstract EngineClaims claims();

    /**
     * The model that the engine trains, as bytes that are equal if and only if the models are.
     *
     * @param engine one that {@link #engine} has made
     * @return unless overridden, the snapshot of its {@code Weights}, else what its {@code EngineState} saves
     */
    protected byte[] model(Engine engine) {
        Map<Class<?>, Object> offers = engine.offers();
        if (offers.get(Weights.class) instanceof Weights weights) {
            return weights.snapshot().bytes();
        }
        if (offers.get(EngineState.class) instanceof EngineState state) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new TreeMap<>(state.save()).values().forEach(bytes::writeBytes);
            return bytes.toByteArray();
        }
        throw new AssertionError(
                "%s offers neither Weights nor EngineState, so its model cannot be looked at. Override EngineContract.model(engine)."
                        .formatted(engine.name()));
    }

    /**
     * Counts what engines hold outside of the Java heap during a run, e.g. open batches and native arrays that are not part of the model.
     *
     * @return how much of it is open now; after each run it must be what it was before
     */
    protected long openResources() {
        return 0;
    }

    /** What the engine declares and offers, and what is refused. */
    @Nested
    class Declares extends DeclarationRules {
        Declares() {
            super(EngineContract.this);
        }
    }

    /** The order of events. */
    @Nested
    class Fires extends EventRules {
        Fires() {
            super(EngineContract.this);
        }
    }

    /** What handlers answer: skip, stop the epoch, stop; and interrupts. */
    @Nested
    class Obeys extends ControlRules {
        Obeys() {
            super(EngineContract.this);
        }
    }

    /** Metrics: when they are there, what they are, and that nobody pays for those that nobody takes. */
    @Nested
    class Shows extends MetricRules {
        Shows() {
            super(EngineContract.this);
        }
    }

    /** Steps: what changes the model and what does not. */
    @Nested
    class Steps extends StepRules {
        Steps() {
            super(EngineContract.this);
        }
    }

    /** The learning rate. */
    @Nested
    class SetsTheLearningRate extends LearningRateRules {
        SetsTheLearningRate() {
            super(EngineContract.this);
        }
    }

    /** Weights: snapshots. */
    @Nested
    class LendsItsWeights extends WeightsRules {
        LendsItsWeights() {
            super(EngineContract.this);
        }
    }

    /** Weights: tensors. */
    @Nested
    class LendsItsTensors extends TensorRules {
        LendsItsTensors() {
            super(EngineContract.this);
        }
    }

    /** Gradients. */
    @Nested
    class LendsItsGradients extends GradientsRules {
        LendsItsGradients() {
            super(EngineContract.this);
        }
    }

    /** Predictions of validation batches. */
    @Nested
    class LendsItsPredictions extends PredictionsRules {
        LendsItsPredictions() {
            super(EngineContract.this);
        }
    }

    /** Exceptions in handlers. */
    @Nested
    class Fails extends FailureRules {
        Fails() {
            super(EngineContract.this);
        }
    }

    /** Checkpoints and what goes on from them. */
    @Nested
    class Resumes extends ResumeRules {
        Resumes() {
            super(EngineContract.this);
        }
    }

    /** Callbacks that come and go, and threads. */
    @Nested
    class KeepsCompany extends CompanyRules {
        KeepsCompany() {
            super(EngineContract.this);
        }
    }
}
