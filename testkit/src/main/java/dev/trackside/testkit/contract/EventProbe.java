package dev.trackside.testkit.contract;

import dev.trackside.Run;

/** Hears the loop's events but that of gradients, and takes no more than the run, so nothing is computed for it. */
final class EventProbe extends Probe<Run> {}
