package dev.trackside.engine.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import dev.trackside.TracksideException;
import dev.trackside.spi.TrainingLoop;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Drives a run from within a loop that somebody else owns: by the data that it goes through, which know when an epoch, a batch or a validation
 * begins and when the step is done, and by the listener, which knows when a batch was passed.
 */
final class FitLoop implements AutoCloseable {

    private final Session session;
    private final TrainingLoop loop;
    private @Nullable Batches open;
    private boolean epochOpen;
    private boolean validating;

    FitLoop(Session session, TrainingLoop loop) {
        this.session = session;
        this.loop = loop;
    }

    /** Leaves {@code EasyTrain.fit} when the run is over. */
    static final class Over extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Over() {
            super("the run is over, which is no failure: let this exception pass", null, false, false);
        }
    }

    /** The training data: asking for their batches begins an epoch. */
    Dataset training(Dataset data) {
        return new Told(data, manager -> {
            finish();
            if (!loop.nextEpoch()) {
                throw new Over();
            }
            epochOpen = true;
            session.seeds().epoch(loop);
            return new TrainingBatches(manager);
        });
    }

    /** The validation data: asking for their batches begins a validation. */
    Dataset validation(Dataset data) {
        return new Told(data, manager -> {
            finishBatches();
            validating = epochOpen && loop.beginValidation();
            session.seeds().validation();
            return new ValidationBatches(manager);
        });
    }

    /** Whether a batch is in the midst of its work. */
    boolean isInBatch() {
        return open != null && open.begun;
    }

    /** Ends what is still open. */
    void finish() {
        finishBatches();
        if (epochOpen) {
            epochOpen = false;
            loop.endEpoch();
        }
    }

    private void finishBatches() {
        if (open != null) {
            open.endOfBatch();
            open.close();
            open = null;
        }
        if (validating) {
            validating = false;
            loop.endValidation();
        }
    }

    /** A training batch has passed forward and backward, and is to be stepped. */
    void trained(BatchData data) {
        if (open instanceof TrainingBatches batches) {
            batches.trained(data);
        }
    }

    /** A validation batch has passed forward. */
    void validated(BatchData data) {
        if (open instanceof ValidationBatches batches) {
            batches.validated(data);
        }
    }

    /** Closes what is open after a failure. */
    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Batches that tell the run when one begins, and what is done with the one before. */
    private abstract static class Batches implements Iterator<Batch> {

        private final NDManager manager;
        private @Nullable Iterator<Batch> source;
        private @Nullable Batch next;
        private boolean over;
        private int index = -1;

        /** Whether the run was told of a batch that is not ended yet. */
        boolean begun;

        Batches(NDManager manager) {
            this.manager = manager;
        }

        void begin(Iterator<Batch> batches) {
            source = batches;
        }

        abstract TrainingLoop.Go begin(Batch batch, int place);

        /** Ends the batch that is open, if one is. */
        abstract void endOfBatch();

        @Override
        public boolean hasNext() {
            if (next == null && !over) {
                endOfBatch();
                advance();
            }
            return next != null;
        }

        private void advance() {
            while (source != null && source.hasNext()) {
                index++;
                Batch batch = source.next();
                TrainingLoop.Go go = begin(batch, index);
                if (go == TrainingLoop.Go.RUN) {
                    next = batch;
                    return;
                }
                batch.close();
                if (go == TrainingLoop.Go.END) {
                    break;
                }
            }
            over = true;
        }

        @Override
        public Batch next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Batch batch = next;
            next = null;
            return batch;
        }

        /** Closes the batches that are left. */
        void close() {
            manager.close();
        }
    }

    private final class TrainingBatches extends Batches {

        private boolean passed;
        private boolean steps;

        TrainingBatches(NDManager manager) {
            super(manager);
        }

        @Override
        TrainingLoop.Go begin(Batch batch, int place) {
            session.seeds().batch(place);
            TrainingLoop.Go go = loop.beginBatch(batch.getSize());
            begun = go == TrainingLoop.Go.RUN;
            passed = false;
            return go;
        }

        void trained(BatchData data) {
            if (begun && !passed) {
                passed = true;
                steps = session.trainedBatch(loop, data);
                if (!steps) {
                    session.holdStep();
                }
            }
        }

        @Override
        void endOfBatch() {
            session.endOfBatch();
            if (!begun) {
                return;
            }
            begun = false;
            if (!passed) {
                throw new TracksideException(
                        "a training batch was left without EasyTrain.trainBatch, so the run knows nothing of it");
            }
            if (steps) {
                loop.step();
            } else {
                session.releaseStep();
            }
            loop.endBatch();
        }
    }

    private final class ValidationBatches extends Batches {

        ValidationBatches(NDManager manager) {
            super(manager);
        }

        @Override
        TrainingLoop.Go begin(Batch batch, int place) {
            if (!validating) {
                return TrainingLoop.Go.END;
            }
            TrainingLoop.Go go = loop.beginValidationBatch(batch.getSize());
            begun = go == TrainingLoop.Go.RUN;
            return go;
        }

        void validated(BatchData data) {
            if (begun) {
                begun = false;
                session.validatedBatch(loop, data);
                loop.endValidationBatch();
                session.endOfBatch();
            }
        }

        @Override
        void endOfBatch() {
            if (begun) {
                begun = false;
                throw new TracksideException(
                        "a validation batch was left without EasyTrain.validateBatch, so the run knows nothing of it");
            }
        }
    }

    /** Makes the batches of one pass. */
    private interface Pass {
        Batches begin(NDManager manager);
    }

    /** Data of DJL that are told about. */
    private final class Told implements Dataset {

        private final Dataset data;
        private final Pass pass;

        Told(Dataset data, Pass pass) {
            this.data = data;
            this.pass = pass;
        }

        @Override
        public Iterable<Batch> getData(NDManager manager) throws IOException, TranslateException {
            return getData(manager, null);
        }

        @Override
        public Iterable<Batch> getData(NDManager manager, @Nullable ExecutorService executor)
                throws IOException, TranslateException {
            NDManager own = manager.newSubManager();
            Batches batches = pass.begin(own);
            open = batches;
            batches.begin(data.getData(own, executor).iterator());
            return () -> batches;
        }

        @Override
        public void prepare(@Nullable Progress progress) throws IOException, TranslateException {
            data.prepare(progress);
        }
    }
}
