package dev.trackside.testkit.contract;

import dev.trackside.Checkpoints;

/** Takes checkpoints at each event, that of gradients too. */
final class CheckpointsProbe extends Probe<Checkpoints> {}
