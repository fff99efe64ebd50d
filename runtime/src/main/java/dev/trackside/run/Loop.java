package dev.trackside.run;

import dev.trackside.Run;

/**
 * A run as a loop of one's own sees it. To be used on the thread that called {@link RunBuilder#train(LoopBody)}.
 *
 * <pre>{@code
 * Trackside.run("digits").epochs(20).attach(new LossWatcher()).train(loop -> {
 *     for (LoopEpoch epoch : loop.epochs()) {
 *         for (LoopBatch<double[][]> batch : epoch.batches(data)) {
 *             batch.record("loss", step(batch.data()));
 *         }
 *         epoch.validation(() -> epoch.record("val_loss", validate()));
 *     }
 * });
 * }</pre>
 *
 * <p>Leaving the batches by {@code break} ends the open batch incomplete and gives up the rest of the epoch; its validation and its end still
 * come. Leaving the epochs by {@code break} or {@code return} ends what is open without validation, and the run with outcome {@code LEFT}.
 *
 * @since 0.1
 */
public interface Loop {

    /**
     * The epochs that are left to train: all of them, or on resume those from the saved position on, until a callback stops the run.
     *
     * @return epochs to iterate over once; each begins when it is asked for and ends when the next one is
     */
    Iterable<LoopEpoch> epochs();

    /**
     * The run, e.g. to raise an event of one's own.
     *
     * @return the view that handlers get
     */
    Run run();

    /**
     * Says that the loop calls {@link LoopBatch#step} itself whenever its optimizer has made a step, as with gradient accumulation, so that a
     * batch is no step of its own. To be called before the first batch.
     */
    void countsSteps();
}
