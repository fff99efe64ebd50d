package dev.trackside.testkit.contract;

import dev.trackside.Gradients;

/** Takes the gradients. */
final class GradientsProbe extends Probe<Gradients> {}
