package dev.trackside.runtime.core;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.runtime.metrics.MetricNames;
import java.util.HashMap;
import java.util.Map;

/** A run as a loop of one's own asks it: metrics by name, and views of what is open. */
public final class LoopPort {

    private final TrainingRun run;
    private final Progress progress;
    private final EngineLoop loop;

    /** The slots of the names that were recorded before, as a loop records the same ones in each batch. */
    private final Map<String, Integer> recorded = new HashMap<>();

    LoopPort(TrainingRun run, EngineLoop loop) {
        this.run = run;
        this.progress = run.progress();
        this.loop = loop;
    }

    /**
     * Records a metric of the open batch by its name. For own loops, which need not declare what they record.
     *
     * @param name its name
     * @param value its value; NaN is a value
     * @throws TracksideException if the name is not declared, or belongs elsewhere
     */
    public void record(String name, double value) {
        Integer slot = recorded.get(name);
        if (slot == null) {
            slot = recordingSlot(name);
            recorded.put(name, slot);
        }
        loop.record(slot, value);
    }

    /**
     * Records a metric of the open validation as a whole, else of the open epoch as a whole.
     *
     * @param name its name
     * @param value its value; NaN is a value
     * @throws TracksideException if the name is not declared, or belongs elsewhere
     */
    public void recordWhole(String name, double value) {
        loop.check(progress.epochOpen, "record: no epoch is open");
        progress.epochMetrics.set(recordingSlot(name), value);
    }

    private int recordingSlot(String name) {
        if (MetricNames.ofValidation(name) != progress.validationOpen) {
            throw loop.misplaced(name);
        }
        return run.names().recording(name, "the loop");
    }

    /**
     * Says whether the weights of batches are numbers of examples.
     *
     * @param counted true if they are
     */
    public void countsExamples(boolean counted) {
        progress.examplesCounted = counted;
    }

    /**
     * Whether a training batch is open.
     *
     * @return true between its begin and its end
     */
    public boolean isBatchOpen() {
        return progress.batchOpen;
    }

    /**
     * The run as handlers see it.
     *
     * @return the view
     */
    public Run view() {
        return run.view();
    }

    /**
     * The open batch, training or validation.
     *
     * @return a view that shows what is open when it is asked
     */
    public Batch batchView() {
        return run.frame().batch();
    }

    /**
     * The open epoch.
     *
     * @return a view that shows what is open when it is asked
     */
    public Epoch epochView() {
        return run.frame().epoch();
    }
}
