package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.optimizer.Optimizer;
import dev.trackside.engine.common.OptimizerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An optimizer whose state goes into checkpoints, so that a resumed run continues exactly: gradient descent with momentum, Adam, AdamW. DJL's
 * own optimizers keep their state to themselves.
 *
 * <pre>{@code
 * TrackableOptimizer optimizer = TrackableOptimizer.adam(0.001);
 * Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
 * Engine engine = Djl.training(trainer).optimizer(optimizer).data(train).validation(validation).build();
 * }</pre>
 *
 * <p>The steps are computed by the same native functions as those of DJL's {@code Sgd}, {@code Adam} and {@code AdamW}, and are the same bit for
 * bit; but L2 and weight decay spare parameters of one dimension: biases, and the factors of normalizations. The
 * {@linkplain #learningRate() learning rate} can be set between any two steps. To be used for one model, on the thread that trains.
 *
 * @since 0.1
 */
public final class TrackableOptimizer extends Optimizer {

    private final OptimizerSettings settings;
    private final SettableLearningRate rate;
    private final Map<String, Memory> memories = new HashMap<>();
    private boolean held;

    private TrackableOptimizer(OptimizerSettings settings) {
        super(new NoOptions());
        this.settings = settings;
        this.rate = new SettableLearningRate(settings.learningRate());
    }

    /**
     * Makes an optimizer with all its numbers.
     *
     * @param settings which rule, and with which numbers
     * @return an optimizer that has made no step
     */
    public static TrackableOptimizer of(OptimizerSettings settings) {
        return new TrackableOptimizer(settings);
    }

    /**
     * Makes Adam with the numbers of the original paper.
     *
     * @param learningRate positive
     * @return an optimizer that has made no step
     */
    public static TrackableOptimizer adam(double learningRate) {
        return of(OptimizerSettings.Adam.of(learningRate));
    }

    /**
     * Makes AdamW: Adam that shrinks the weights apart from the gradient.
     *
     * @param learningRate positive
     * @param weightDecay part of each weight, times the learning rate, that each step takes away; positive
     * @return an optimizer that has made no step
     */
    public static TrackableOptimizer adamW(double learningRate, double weightDecay) {
        return of(new OptimizerSettings.Adam(learningRate, 0.9, 0.999, 1e-8, weightDecay, 0));
    }

    /**
     * Makes gradient descent.
     *
     * @param learningRate positive
     * @param momentum part of the last step that is taken again, from 0 to below 1
     * @return an optimizer that has made no step
     */
    public static TrackableOptimizer sgd(double learningRate, double momentum) {
        return of(OptimizerSettings.Sgd.of(learningRate, momentum));
    }

    /**
     * The learning rate of the next step.
     *
     * @return the rate, which may be set
     */
    public SettableLearningRate learningRate() {
        return rate;
    }

    /**
     * Which rule, and with which numbers.
     *
     * @return the settings; their learning rate is the one that training began with
     */
    public OptimizerSettings settings() {
        return settings;
    }

    /** Called by DJL for each parameter at each step. */
    @Override
    public void update(String parameterId, NDArray weight, NDArray gradient) {
        if (held) {
            return;
        }
        Memory memory = memories.computeIfAbsent(parameterId, id -> Memory.of(weight, arrays()));
        Memory next = new Memory(memory.steps() + 1, memory.arrays());
        memories.put(parameterId, next);
        // Biases and the factors of normalizations are spared.
        boolean decays = weight.getShape().dimension() > 1;
        if (settings instanceof OptimizerSettings.Adam adam) {
            step(adam, weight, gradient, next, decays);
        } else if (settings instanceof OptimizerSettings.Sgd sgd) {
            step(sgd, weight, gradient, next, decays);
        }
    }

    private void step(OptimizerSettings.Adam adam, NDArray weight, NDArray gradient, Memory memory, boolean decays) {
        boolean shrinks = adam.weightDecay() > 0;
        if (shrinks && adam.l2() > 0 && decays) {
            addPenalty(adam.l2(), weight, gradient);
        }
        // As DJL's Adam computes it, of floats, so that the steps are the same.
        float beta1 = (float) adam.beta1();
        float beta2 = (float) adam.beta2();
        double mean = 1.0 - Math.pow(beta1, memory.steps());
        double variance = 1.0 - Math.pow(beta2, memory.steps());
        float newRate = rate.getNewValue(memory.steps());
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(
                                weight,
                                gradient,
                                memory.arrays().get(0),
                                memory.arrays().get(1)),
                        new NDList(weight),
                        newRate,
                        (float) (newRate * Math.sqrt(variance) / mean),
                        decays ? (float) (shrinks ? adam.weightDecay() : adam.l2()) : 0,
                        rescaleGrad,
                        clipGrad,
                        beta1,
                        beta2,
                        (float) adam.epsilon(),
                        true,
                        shrinks);
    }

    private void step(OptimizerSettings.Sgd sgd, NDArray weight, NDArray gradient, Memory memory, boolean decays) {
        float momentum = (float) sgd.momentum();
        float l2 = decays ? (float) sgd.l2() : 0;
        float newRate = rate.getNewValue(memory.steps());
        NDList inputs = new NDList(weight, gradient);
        if (sgd.nesterov()) {
            // No engine of DJL has it: the velocity is kept here, and the step is one without momentum.
            if (l2 > 0) {
                addPenalty(l2, weight, gradient);
                l2 = 0;
            }
            NDArray velocity = memory.arrays().get(0);
            velocity.muli(momentum).addi(gradient);
            try (NDArray ahead = velocity.mul(momentum)) {
                gradient.addi(ahead);
            }
            momentum = 0;
        } else if (momentum != 0) {
            inputs.add(memory.arrays().get(0));
        }
        weight.getNDArrayInternal()
                .sgdUpdate(inputs, new NDList(weight), newRate, l2, rescaleGrad, clipGrad, momentum, true);
    }

    private static void addPenalty(double l2, NDArray weight, NDArray gradient) {
        try (NDArray detached = weight.stopGradient();
                NDArray penalty = detached.mul(l2)) {
            gradient.addi(penalty);
        }
    }

    /** How many arrays are remembered for each parameter. */
    private int arrays() {
        if (settings instanceof OptimizerSettings.Sgd sgd) {
            return sgd.momentum() > 0 ? 1 : 0;
        }
        return 2;
    }

    /** The rule, as far as its memory depends on it. */
    String kind() {
        if (settings instanceof OptimizerSettings.Sgd sgd) {
            return sgd.nesterov() ? "sgd with nesterov" : sgd.momentum() > 0 ? "sgd with momentum" : "sgd";
        }
        return "adam";
    }

    /** Lets all updates until {@link #release} do nothing. */
    void hold() {
        held = true;
    }

    /** Ends {@link #hold}. */
    void release() {
        held = false;
    }

    /** What is remembered for a parameter; of no step if none was made. */
    Memory memory(String parameterId) {
        return memories.getOrDefault(parameterId, Memory.NONE);
    }

    /** Replaces what is remembered for a parameter. */
    void remember(String parameterId, Memory memory) {
        Memory before = memories.remove(parameterId);
        if (before != null) {
            before.arrays().forEach(NDArray::close);
        }
        if (memory.steps() > 0) {
            memories.put(parameterId, memory);
        }
    }

    /**
     * What an optimizer remembers of a parameter.
     *
     * @param steps steps made
     * @param arrays arrays in the shape of the parameter, which live as long as it
     */
    record Memory(int steps, List<NDArray> arrays) {

        static final Memory NONE = new Memory(0, List.of());

        static Memory of(NDArray weight, int count) {
            List<NDArray> arrays = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                arrays.add(weight.zerosLike());
            }
            return new Memory(0, List.copyOf(arrays));
        }
    }

    /** DJL's options in their initial state: no rescaling, no clipping; decay is this class's own matter. */
    private static final class NoOptions extends OptimizerBuilder<NoOptions> {

        @Override
        protected NoOptions self() {
            return this;
        }
    }
}
