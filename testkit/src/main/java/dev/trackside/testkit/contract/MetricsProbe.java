package dev.trackside.testkit.contract;

import dev.trackside.Metrics;

/** Takes all metrics at each event. */
final class MetricsProbe extends Probe<Metrics> {}
