package dev.trackside.engine.common;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which rule turns gradients into steps, and with which numbers.
 *
 * <p>The learning rate given here is the one that training begins with; callbacks may change it. L2 and weight decay spare the
 * biases.
 *
 * @since 0.1
 */
public sealed interface OptimizerSettings {

    /** The learning rate that training begins with, positive. */
    double learningRate();

    /** The factor of the L2 penalty's gradient, which is added to that of the loss at each step; 0 for none. */
    double l2();

    /** The settings by the names that a file gives them, for records of the run. */
    Map<String, String> describe();

    private static void check(boolean holds, String name, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, range));
        }
    }

    /**
     * Stochastic gradient descent.
     *
     * @param learningRate finite and positive
     * @param momentum part of the last step that is taken again, from 0 to below 1
     * @param nesterov whether the gradient counts at the place that momentum leads to
     * @param l2 finite, not negative
     */
    record Sgd(double learningRate, double momentum, boolean nesterov, double l2) implements OptimizerSettings {

        /** Checks the ranges. */
        public Sgd {
            check(learningRate > 0 && Double.isFinite(learningRate), "lr", learningRate, "positive");
            check(momentum >= 0 && momentum < 1, "momentum", momentum, "at least 0 and below 1");
            check(l2 >= 0 && Double.isFinite(l2), "l2", l2, "at least 0");
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("nesterov = true needs a momentum above 0");
            }
        }

        @Override
        public Map<String, String> describe() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("optimizer.type", "sgd");
            facts.put("optimizer.lr", Double.toString(learningRate));
            facts.put("optimizer.momentum", Double.toString(momentum));
            facts.put("optimizer.nesterov", Boolean.toString(nesterov));
            facts.put("optimizer.l2", Double.toString(l2));
            return facts;
        }

        /** Makes settings without L2. */
        public static Sgd of(double learningRate, double momentum) {
            return new Sgd(learningRate, momentum, false, 0);
        }
    }

    /**
     * Adam; with a weight decay it is AdamW, which shrinks the weights apart from the gradient.
     *
     * @param learningRate finite and positive
     * @param beta1 memory of the mean of the gradients, from 0 to below 1
     * @param beta2 memory of the mean of their squares, from 0 to below 1
     * @param epsilon keeps the divisor above 0; positive
     * @param weightDecay part of each weight, times the learning rate, that each step takes away; finite, not negative
     * @param l2 finite, not negative
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double l2)
            implements OptimizerSettings {

        /** Checks the ranges. */
        public Adam {
            check(learningRate > 0 && Double.isFinite(learningRate), "lr", learningRate, "positive");
            check(beta1 >= 0 && beta1 < 1, "beta1", beta1, "at least 0 and below 1");
            check(beta2 >= 0 && beta2 < 1, "beta2", beta2, "at least 0 and below 1");
            check(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "positive");
            check(weightDecay >= 0 && Double.isFinite(weightDecay), "weight-decay", weightDecay, "at least 0");
            check(l2 >= 0 && Double.isFinite(l2), "l2", l2, "at least 0");
        }

        @Override
        public Map<String, String> describe() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("optimizer.type", weightDecay > 0 ? "adamw" : "adam");
            facts.put("optimizer.lr", Double.toString(learningRate));
            facts.put("optimizer.beta1", Double.toString(beta1));
            facts.put("optimizer.beta2", Double.toString(beta2));
            facts.put("optimizer.epsilon", Double.toString(epsilon));
            facts.put("optimizer.weight-decay", Double.toString(weightDecay));
            facts.put("optimizer.l2", Double.toString(l2));
            return facts;
        }

        /** Makes the settings of the original paper with another learning rate. */
        public static Adam of(double learningRate) {
            return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, 0);
        }
    }
}
