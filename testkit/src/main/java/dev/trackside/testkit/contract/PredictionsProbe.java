package dev.trackside.testkit.contract;

import dev.trackside.Predictions;

/** Takes the predictions of validation batches. */
final class PredictionsProbe extends Probe<Predictions> {}
