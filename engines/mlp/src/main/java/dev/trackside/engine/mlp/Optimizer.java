package dev.trackside.engine.mlp;

import dev.trackside.engine.common.OptimizerSettings;
import java.util.ArrayList;
import java.util.List;

/** Changes parameters by their gradients, and remembers what it needs for the next step. */
abstract sealed class Optimizer {

    private final List<Parameter> parameters;
    private final double l2;
    private final List<double[]> memory = new ArrayList<>();
    private final int slots;
    private long steps;

    private Optimizer(List<Parameter> parameters, double l2, int slots) {
        this.parameters = parameters;
        this.l2 = l2;
        this.slots = slots;
        for (Parameter parameter : parameters) {
            for (int slot = 0; slot < slots; slot++) {
                memory.add(new double[parameter.size()]);
            }
        }
    }

    static Optimizer of(OptimizerSettings settings, List<Parameter> parameters) {
        if (settings instanceof OptimizerSettings.Adam adam) {
            return new AdamOptimizer(adam, parameters);
        }
        return new SgdOptimizer((OptimizerSettings.Sgd) settings, parameters);
    }

    /** Takes a step at that learning rate. */
    final void step(double learningRate) {
        steps++;
        prepare(learningRate, steps);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            double[] values = parameter.value().getData();
            double[] gradient = parameter.gradient().getData();
            if (l2 > 0 && parameter.decays()) {
                for (int j = 0; j < values.length; j++) {
                    gradient[j] += l2 * values[j];
                }
            }
            update(parameter, values, gradient, i * slots);
        }
    }

    /** Computes what is the same for all parameters of a step; steps count from 1. */
    abstract void prepare(double learningRate, long step);

    abstract void update(Parameter parameter, double[] values, double[] gradient, int firstSlot);

    /** What kind this is, so that a checkpoint of one is not read into another. */
    abstract String kind();

    /** Number of steps done. */
    final long steps() {
        return steps;
    }

    final void steps(long restored) {
        steps = restored;
    }

    /** The remembered numbers, parameter by parameter and slot by slot: the arrays themselves. */
    final List<double[]> memory() {
        return memory;
    }

    /** Stochastic gradient descent, with momentum or without. */
    private static final class SgdOptimizer extends Optimizer {

        private final double momentum;
        private final boolean nesterov;
        private double rate;

        SgdOptimizer(OptimizerSettings.Sgd settings, List<Parameter> parameters) {
            super(parameters, settings.l2(), settings.momentum() > 0 ? 1 : 0);
            this.momentum = settings.momentum();
            this.nesterov = settings.nesterov();
        }

        @Override
        void prepare(double learningRate, long step) {
            rate = learningRate;
        }

        @Override
        void update(Parameter parameter, double[] values, double[] gradient, int firstSlot) {
            if (momentum == 0) {
                for (int i = 0; i < values.length; i++) {
                    values[i] -= rate * gradient[i];
                }
                return;
            }
            double[] velocity = memory().get(firstSlot);
            for (int i = 0; i < values.length; i++) {
                velocity[i] = momentum * velocity[i] + gradient[i];
                values[i] -= rate * (nesterov ? gradient[i] + momentum * velocity[i] : velocity[i]);
            }
        }

        @Override
        String kind() {
            return momentum == 0 ? "sgd" : "sgd with momentum";
        }
    }

    /** Adam and AdamW. */
    private static final class AdamOptimizer extends Optimizer {

        private final OptimizerSettings.Adam settings;
        private double rate;
        private double shrink;
        private double spreadCorrection;

        AdamOptimizer(OptimizerSettings.Adam settings, List<Parameter> parameters) {
            super(parameters, settings.l2(), 2);
            this.settings = settings;
        }

        @Override
        void prepare(double learningRate, long step) {
            rate = learningRate / (1 - StrictMath.pow(settings.beta1(), (double) step));
            spreadCorrection = Math.sqrt(1 - StrictMath.pow(settings.beta2(), (double) step));
            shrink = 1 - learningRate * settings.weightDecay();
        }

        @Override
        void update(Parameter parameter, double[] values, double[] gradient, int firstSlot) {
            double[] mean = memory().get(firstSlot);
            double[] square = memory().get(firstSlot + 1);
            double beta1 = settings.beta1();
            double beta2 = settings.beta2();
            double epsilon = settings.epsilon();
            double kept = parameter.decays() ? shrink : 1;
            for (int i = 0; i < values.length; i++) {
                double slope = gradient[i];
                mean[i] = beta1 * mean[i] + (1 - beta1) * slope;
                square[i] = beta2 * square[i] + (1 - beta2) * slope * slope;
                // Math.sqrt is exact by specification, and unlike StrictMath's known to be made a vector instruction.
                double spread = Math.sqrt(square[i]) / spreadCorrection + epsilon;
                values[i] = kept * values[i] - rate * mean[i] / spread;
            }
        }

        @Override
        String kind() {
            return "adam";
        }
    }
}
