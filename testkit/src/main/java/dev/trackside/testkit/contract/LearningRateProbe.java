package dev.trackside.testkit.contract;

import dev.trackside.LearningRate;

/** Takes the learning rate at each event. */
final class LearningRateProbe extends Probe<LearningRate> {}
