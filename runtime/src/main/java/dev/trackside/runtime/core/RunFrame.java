package dev.trackside.runtime.core;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current event of a run. */
final class RunFrame extends Frame {

    private final Progress progress;
    private final MetricNames names;
    private final OwnThread thread;
    private final LentMetrics metrics;
    private final EpochView epoch = new EpochView();
    private final BatchView batch = new BatchView();
    private final ValidationView validation = new ValidationView();
    private final Layer outside = new Layer();
    private Layer layer = outside;
    private @Nullable Object payload;

    RunFrame(Progress progress, MetricNames names, OwnThread thread) {
        this.progress = progress;
        this.names = names;
        this.thread = thread;
        this.metrics = new LentMetrics(this);
    }

    /** Shows an event. What is there already is not written again, since this is done at each event. */
    void show(Layer metrics, @Nullable Object delivered) {
        if (layer != metrics) {
            layer = metrics;
        }
        if (payload != delivered) {
            payload = delivered;
        }
    }

    Layer layer() {
        return layer;
    }

    @Nullable
    Object currentPayload() {
        return payload;
    }

    /** The layer for who reads metrics by name. */
    Layer lentLayer() {
        thread.check("The metrics of an event");
        return layer;
    }

    MetricNames names() {
        return names;
    }

    @Override
    public Epoch epoch() {
        return epoch;
    }

    @Override
    public Batch batch() {
        return batch;
    }

    @Override
    public Validation validation() {
        return validation;
    }

    @Override
    public Optional<Epoch> currentEpoch() {
        return progress.epochOpen ? Optional.of(epoch) : Optional.empty();
    }

    @Override
    public Optional<Batch> currentBatch() {
        return progress.batchOpen ? Optional.of(batch) : Optional.empty();
    }

    @Override
    public int epochIndex() {
        return progress.epoch;
    }

    @Override
    public int batchIndex() {
        return progress.validationOpen ? progress.validationBatch : progress.batch;
    }

    @Override
    public long step() {
        return progress.steps;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public boolean has(int slot) {
        return layer.has(slot);
    }

    @Override
    public double metric(int slot) {
        return layer.get(slot);
    }

    @Override
    public void produce(int slot, double value) {
        layer.set(slot, value);
        names.saw(slot);
    }

    @Override
    public Object payload() {
        if (payload == null) {
            throw new IllegalStateException("this event delivers nothing beside its views");
        }
        return payload;
    }

    private final class EpochView implements Epoch {
        @Override
        public int index() {
            thread.check("An epoch");
            return progress.epoch;
        }

        @Override
        public int batches() {
            thread.check("An epoch");
            return progress.batchesInEpoch;
        }

        @Override
        public Epoch snapshot() {
            return new Snapshots.EpochSnapshot(index(), batches());
        }

        @Override
        public String toString() {
            return "epoch " + number();
        }
    }

    /** The open batch, training or validation. */
    private final class BatchView implements Batch {
        @Override
        public int index() {
            thread.check("A batch");
            return batchIndex();
        }

        @Override
        public int epoch() {
            thread.check("A batch");
            return progress.epoch;
        }

        @Override
        public long steps() {
            thread.check("A batch");
            return progress.steps;
        }

        @Override
        public double examples() {
            thread.check("A batch");
            return progress.examples;
        }

        @Override
        public boolean skipped() {
            thread.check("A batch");
            return progress.batchSkipped && !progress.validationOpen;
        }

        @Override
        public boolean complete() {
            thread.check("A batch");
            return progress.batchComplete && !progress.validationOpen;
        }

        @Override
        public Batch snapshot() {
            return new Snapshots.BatchSnapshot(index(), epoch(), steps(), examples(), skipped(), complete());
        }

        @Override
        public String toString() {
            return "batch " + number() + " of epoch " + (epoch() + 1);
        }
    }

    private final class ValidationView implements Validation {
        @Override
        public int epoch() {
            thread.check("A validation");
            return progress.epoch;
        }

        @Override
        public int batch() {
            thread.check("A validation");
            return progress.validationBatch;
        }

        @Override
        public double examples() {
            thread.check("A validation");
            return progress.examples;
        }

        @Override
        public boolean interrupted() {
            thread.check("A validation");
            return progress.validationInterrupted;
        }

        @Override
        public Validation snapshot() {
            return new Snapshots.ValidationSnapshot(epoch(), batch(), examples(), interrupted());
        }

        @Override
        public String toString() {
            return "validation of epoch " + (epoch() + 1);
        }
    }
}
