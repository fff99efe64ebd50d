package dev.trackside.testkit.contract;

import dev.trackside.Weights;

/** Takes the weights at each event. */
final class WeightsProbe extends Probe<Weights> {}
