package dev.trackside.bench.dispatch;

/**
 * What is posted on Guava's bus.
 *
 * @param epoch index of the epoch
 * @param step the number of the step, from 1
 * @param loss the metric
 */
public record StepEvent(int epoch, long step, double loss) {}
