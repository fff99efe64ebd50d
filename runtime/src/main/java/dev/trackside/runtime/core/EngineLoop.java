package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.TracksideException;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.spi.TrainingLoop;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The run as an engine drives it: keeps the position and the metrics, fires the events in their order, says what comes next. */
public final class EngineLoop implements TrainingLoop {

    private static final String LEFT = "left by the loop";

    private final TrainingRun run;
    private final Progress progress;
    private final Resumption resumption;
    private @Nullable Random random;
    private boolean exhausted;
    private boolean stepsWithBatches;
    private boolean stepped;
    private final ValidationPass validation;

    EngineLoop(TrainingRun run) {
        this.run = run;
        this.progress = run.progress();
        this.resumption = new Resumption(progress);
        this.validation = new ValidationPass(run);
    }

    Resumption resumption() {
        return resumption;
    }

    /**
     * What a loop of one's own asks beyond what engines do.
     *
     * @return the same run, by names
     */
    public LoopPort port() {
        return new LoopPort(run, this);
    }

    @Override
    public long seed() {
        return run.seed();
    }

    @Override
    public int accumulate() {
        return run.settings().accumulate();
    }

    @Override
    public int slot(String metric) {
        if (!run.names().isDeclared(metric)) {
            throw new IllegalArgumentException(
                    run.names().unknown(metric, "The engine " + run.engineName() + " records"));
        }
        return run.names().slotOf(metric);
    }

    @Override
    public boolean wants(int slot) {
        return run.dispatcher().wants(slot);
    }

    @Override
    public boolean wants(Class<?> capability) {
        return run.dispatcher().wants(capability);
    }

    // ---- epochs

    @Override
    public boolean nextEpoch() {
        check(!progress.epochOpen, "nextEpoch: the epoch before is still open, call endEpoch first");
        noticeInterrupt();
        if (run.hasEpoch(progress.epoch) && resumption.takeEpoch()) {
            random = null;
            return true;
        }
        if (run.ending().isStopping() || !run.hasEpoch(progress.epoch + 1)) {
            exhausted = true;
            return false;
        }
        progress.openEpoch();
        random = null;
        run.times().beginEpoch();
        progress.at = EventKind.EPOCH_BEGIN;
        fire(EventKind.EPOCH_BEGIN, progress.epoch + 1, progress.nothing);
        noticeInterrupt();
        if (run.ending().isInterrupted()) {
            progress.batchesOver = true;
            progress.noValidation = true;
        }
        return true;
    }

    @Override
    public int epoch() {
        check(progress.epochOpen, "epoch: no epoch is open");
        return progress.epoch;
    }

    @Override
    public Random random() {
        check(progress.epochOpen, "random: no epoch is open");
        if (random == null) {
            // A fixed mixture, so that neighboring epochs and seeds give unrelated sequences (SplitMix64's finalizer).
            long mixed = run.seed() + 0x9E3779B97F4A7C15L * (progress.epoch + 1);
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            random = new Random(mixed ^ (mixed >>> 31));
        }
        return random;
    }

    @Override
    public void endEpoch() {
        check(
                progress.epochOpen && !progress.batchOpen && !progress.validationOpen,
                "endEpoch: no epoch is open, or something in it still is");
        Layer metrics = progress.epochMetrics;
        progress.trainMeans.writeTo(metrics);
        double seconds = run.times().epochNanos() / 1e9;
        metrics.set(run.epochSecondsSlot(), seconds);
        if (progress.examplesCounted && seconds > 0) {
            metrics.set(run.examplesPerSecondSlot(), progress.examplesInEpoch / seconds);
        }
        run.checkNames(metrics, false);
        progress.epochsEnded++;
        progress.at = EventKind.EPOCH_END;
        run.showLearningRate(metrics);
        progress.lastEpochMetrics.copyFrom(metrics);
        run.epochEnds(progress.batchesInEpoch);
        run.firing().call(EventKind.EPOCH_END, progress.epoch + 1, metrics);
        // What handlers have produced belongs to the epoch, too.
        run.names().sawAll(metrics);
        progress.lastEpochMetrics.copyFrom(metrics);
        run.firing().settle(EventKind.EPOCH_END);
        progress.epochOpen = false;
    }

    // ---- batches

    @Override
    public Go beginBatch(double examples) {
        check(
                progress.epochOpen && !progress.batchOpen && !progress.validationOpen,
                "beginBatch: no epoch is open, or a batch or validation still is");
        if (!(examples > 0)) {
            throw new IllegalArgumentException("a batch has a positive number of examples, not " + examples);
        }
        Go resumed = resumption.takeBatch(examples);
        if (resumed != null) {
            return resumed == Go.RUN && isOnlyToBeEnded() ? endResumed() : resumed;
        }
        noticeInterrupt();
        if (batchesAreOver()) {
            progress.batchesOver = true;
            return Go.END;
        }
        stepped = false;
        progress.batch++;
        progress.openBatch(examples);
        progress.at = EventKind.BATCH_BEGIN;
        Control.Kind answer = fire(EventKind.BATCH_BEGIN, progress.batch + 1, progress.batchMetrics);
        if (answer == Control.Kind.PROCEED) {
            return Go.RUN;
        }
        closeBatch();
        return batchesAreOver() ? Go.END : Go.SKIP;
    }

    /** Whether the checkpoint was taken after the step of this batch, or after it was skipped at its begin: only its end is left. */
    private boolean isOnlyToBeEnded() {
        return progress.at == EventKind.STEP || (progress.at == EventKind.BATCH_BEGIN && progress.batchSkipped);
    }

    private Go endResumed() {
        if (progress.batchLeft) {
            closeLeft();
        } else {
            progress.batchComplete = !progress.batchSkipped;
            closeBatch();
        }
        return batchesAreOver() ? Go.END : Go.SKIP;
    }

    private boolean batchesAreOver() {
        return progress.batchesOver || run.ending().isStopping();
    }

    @Override
    public boolean gradients() {
        check(progress.batchOpen, "gradients: no batch is open");
        progress.hasGradients = true;
        if (resumption.takeGradients() || run.dispatcher().line(EventKind.GRADIENTS) == null) {
            return !progress.batchSkipped;
        }
        progress.at = EventKind.GRADIENTS;
        fire(EventKind.GRADIENTS, progress.batch + 1, progress.batchMetrics);
        return !progress.batchSkipped;
    }

    @Override
    public void step() {
        check(progress.batchOpen, "step: no batch is open");
        stepped = true;
        progress.steps++;
        progress.at = EventKind.STEP;
        fire(EventKind.STEP, progress.steps, progress.batchMetrics);
    }

    @Override
    public void record(int slot, double value) {
        check(progress.batchOpen || progress.validationBatchOpen, "record: no batch is open");
        if (run.names().ofValidation().contains(slot) != progress.validationBatchOpen) {
            throw misplaced(run.names().name(slot));
        }
        (progress.batchOpen ? progress.batchMetrics : progress.validationBatchMetrics).set(slot, value);
    }

    @Override
    public void endBatch() {
        check(progress.batchOpen, "endBatch: no batch is open");
        stepIfMissing();
        progress.batchComplete = !progress.batchSkipped;
        closeBatch();
    }

    private void stepIfMissing() {
        if (stepsWithBatches && !stepped && !progress.batchSkipped) {
            step();
        }
    }

    private void closeBatch() {
        if (!progress.batchSkipped) {
            progress.examplesInEpoch += progress.examples;
        }
        progress.batches++;
        progress.batchesInEpoch++;
        progress.at = EventKind.BATCH_END;
        run.firing().call(EventKind.BATCH_END, progress.batch + 1, progress.batchMetrics);
        if (!progress.batchSkipped) {
            // What handlers have produced belongs to the means, and the means to a checkpoint taken at this event.
            progress.trainMeans.add(progress.batchMetrics, run.names(), progress.examples);
        }
        run.firing().settle(EventKind.BATCH_END);
        progress.batchOpen = false;
        run.names().sawAll(progress.batchMetrics);
        noticeInterrupt();
    }

    /** Says that the loop left the open batch by {@code break}: it ends incomplete, and the rest of the epoch is given up. */
    public void leaveBatch() {
        progress.batchesOver = true;
        progress.batchLeft = true; // known to a checkpoint at the step, too: a resume does not ask the loop again
        stepIfMissing();
        closeLeft();
    }

    private void closeLeft() {
        progress.batchComplete = false;
        run.firing()
                .record(
                        "run",
                        Decision.Kind.STOP_EPOCH,
                        LEFT,
                        Optional.empty(),
                        EventKind.BATCH_END.annotation().getSimpleName(),
                        Decision.Effect.TAKEN);
        closeBatch();
    }

    /**
     * What the handlers of an event, and of those it raised, want so far.
     *
     * @param event the event of the loop; null if something was raised outside of any
     */
    void answered(@Nullable EventKind event, Control.Kind answer) {
        if (answer.compareTo(Control.Kind.STOP_EPOCH) >= 0) {
            progress.batchesOver = true;
            progress.noValidation |= event == EventKind.EPOCH_BEGIN;
        }
        if (answer != Control.Kind.PROCEED && (event == EventKind.BATCH_BEGIN || event == EventKind.GRADIENTS)) {
            progress.batchSkipped = true;
        }
    }

    /**
     * Makes each batch that is not skipped one step, unless the loop has made one itself.
     *
     * @param automatic false if the loop counts its steps itself
     */
    public void stepsWithBatches(boolean automatic) {
        this.stepsWithBatches = automatic;
    }

    TracksideException misplaced(String name) {
        String who = run.isOwnLoop() ? "The loop" : "The engine " + run.engineName();
        return new TracksideException(
                progress.validationOpen
                        ? "%s records %s in a validation; metrics of a validation begin with val_. Name it val_%s."
                                .formatted(who, name, name)
                        : "%s records %s outside of a validation, where names must not begin with val_. Record it within a validation."
                                .formatted(who, name));
    }

    // ---- validation

    @Override
    public boolean beginValidation() {
        check(
                progress.epochOpen && !progress.batchOpen && !progress.validationOpen,
                "beginValidation: no epoch is open, or a batch or validation still is");
        if (resumption.takeValidation()) {
            return true;
        }
        noticeInterrupt();
        if (progress.noValidation
                || progress.validationDone
                || run.ending().isInterrupted()
                || (progress.epoch + 1) % run.validateEvery() != 0) {
            return false;
        }
        validation.begin();
        return true;
    }

    @Override
    public Go beginValidationBatch(double examples) {
        check(
                progress.validationOpen && !progress.validationBatchOpen,
                "beginValidationBatch: no validation is open, or a batch still is");
        if (!(examples > 0)) {
            throw new IllegalArgumentException("a batch has a positive number of examples, not " + examples);
        }
        Go resumed = resumption.takeValidationBatch(examples);
        if (resumed != null) {
            return resumed;
        }
        noticeInterrupt();
        if (run.ending().isInterrupted()) {
            progress.validationInterrupted = true;
            return Go.END;
        }
        validation.beginBatch(examples);
        return Go.RUN;
    }

    @Override
    public void endValidationBatch() {
        check(progress.validationBatchOpen, "endValidationBatch: no validation batch is open");
        validation.endBatch();
        noticeInterrupt();
    }

    /** Ends the validation batch that is open, if the loop left it by {@code break}. */
    public void leaveValidationBatch() {
        if (progress.validationBatchOpen) {
            endValidationBatch();
        }
    }

    @Override
    public void endValidation() {
        check(
                progress.validationOpen && !progress.validationBatchOpen,
                "endValidation: no validation is open, or a batch still is");
        validation.end();
    }

    // ---- ends

    /** The body of the loop has returned: what it left open ends; true if it left early. */
    boolean finish() {
        run.ending().rethrowFailure();
        if (!exhausted) {
            noticeInterrupt(); // the loop may have been left because of it
        }
        if (progress.batchOpen) {
            leaveBatch();
        }
        if (progress.validationOpen) {
            leaveValidationBatch();
            progress.validationInterrupted = true;
            endValidation();
        }
        boolean left =
                !exhausted && !run.ending().isStopping() && (progress.epochOpen || run.hasEpoch(progress.epoch + 1));
        if (progress.epochOpen) {
            endEpoch();
        }
        return left && !run.ending().isStopping();
    }

    private Control.Kind fire(EventKind kind, long count, Layer metrics) {
        return run.firing().fire(kind, count, metrics);
    }

    /** Turns an interrupt that was asked for, by any thread, into a decision. */
    private void noticeInterrupt() {
        run.ending().noticeInterrupt();
    }

    void check(boolean holds, String message) {
        run.thread().check("The loop of a run");
        run.ending().rethrowFailure();
        if (!holds) {
            throw new IllegalStateException(message);
        }
        if (run.firing().isFiring()) {
            throw new TracksideException("The loop cannot be driven from a handler.");
        }
    }
}
