package dev.trackside.runtime.core;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Validation;

/** Copies of lent views, for keeping. */
final class Snapshots {

    private Snapshots() {}

    record EpochSnapshot(int index, int batches) implements Epoch {
        @Override
        public Epoch snapshot() {
            return this;
        }
    }

    record BatchSnapshot(int index, int epoch, long steps, double examples, boolean skipped, boolean complete)
            implements Batch {
        @Override
        public Batch snapshot() {
            return this;
        }
    }

    record ValidationSnapshot(int epoch, int batch, double examples, boolean interrupted) implements Validation {
        @Override
        public Validation snapshot() {
            return this;
        }
    }
}
