package dev.trackside.runtime.core;

import dev.trackside.Checkpoint;
import dev.trackside.LearningRate;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.SavedField;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.StateSpec;
import dev.trackside.spi.StateValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Collects the state of a run for a checkpoint, and gives it back on resume. */
final class RunState {

    static final String RUN_ID = "run-id";
    private static final String PLUGINS = "plugins";
    private static final String NAME = "checkpoint";
    private static final String REQUESTED_BY = "requested-by";
    private static final Logger LOG = LogManager.getLogger(RunState.class);

    private final TrainingRun run;
    private final Progress progress;

    RunState(TrainingRun run) {
        this.run = run;
        this.progress = run.progress();
    }

    // ---- collecting

    CheckpointData capture() {
        Map<String, byte[]> engine = run.services().engineState().orElseThrow().save();
        Map<String, Map<String, SavedField>> callbacks = new LinkedHashMap<>();
        for (Callback callback : run.roster().attached()) {
            if (!callback.table().states().isEmpty()) {
                run.async().catchUp(callback);
            }
            callbacks.put(callback.id(), fields(callback));
        }
        return new CheckpointData(runPart(), callbacks, engine);
    }

    static CheckpointData withRequest(CheckpointData data, String name, String requestedBy) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>(data.run());
        part.put(NAME, name);
        part.put(REQUESTED_BY, requestedBy);
        return new CheckpointData(part, data.callbacks(), data.engine());
    }

    static Checkpoint describe(CheckpointData data, String location) {
        Map<String, @Nullable Object> part = data.run();
        Map<String, Double> metrics = new LinkedHashMap<>();
        map(part, "metrics").forEach((name, value) -> metrics.put(name, StateValues.toDouble(value)));
        return new Checkpoint(
                StateValues.toText(part.get(NAME)),
                location,
                StateValues.toText(part.get(REQUESTED_BY)),
                StateValues.toText(part.get("event")),
                integer(map(part, "position"), "epoch"),
                steps(data),
                metrics,
                data.created());
    }

    /** The steps that were done when a checkpoint was taken. */
    static long steps(CheckpointData data) {
        return StateValues.toLong(map(data.run(), "counts").get("steps"));
    }

    private static Map<String, SavedField> fields(Callback callback) {
        HandlerTable table = callback.table();
        Map<String, SavedField> fields = new LinkedHashMap<>();
        List<StateSpec> states = table.states();
        for (int index = 0; index < states.size(); index++) {
            StateSpec state = states.get(index);
            ClassLoader before = callback.context().enter();
            try {
                fields.put(state.name(), new SavedField(state.type(), table.state(callback.target(), index)));
            } finally {
                callback.context().leave(before);
            }
        }
        return fields;
    }

    private Map<String, @Nullable Object> runPart() {
        MetricNames names = run.names();
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put(CheckpointData.CREATED, run.clock().now().toString());
        part.put(CheckpointData.RUN_NAME, run.name());
        part.put(RUN_ID, run.id());
        part.put("engine", run.engineName());
        part.put("seed", run.seed());
        part.put("event", run.firing().current().getSimpleName());
        part.put("metrics", run.metricsNow());
        part.put(
                "learning-rate",
                run.services().learningRate().map(LearningRate::get).orElse(null));
        part.put("elapsed-nanos", run.times().elapsedNanos());
        part.put("epoch-nanos", run.times().epochNanos());
        part.put("position", position());
        part.put("counts", counts());
        part.put("own-events", run.counts().save());
        part.put("periods", periods());
        part.put("batch-metrics", names.toMap(progress.batchMetrics));
        part.put("validation-batch-metrics", names.toMap(progress.validationBatchMetrics));
        part.put("epoch-metrics", names.toMap(progress.epochMetrics));
        part.put("last-epoch-metrics", names.toMap(progress.lastEpochMetrics));
        part.put("train-means", progress.trainMeans.save(names));
        part.put("validation-means", progress.validationMeans.save(names));
        part.put("parameters", run.parameters());
        part.put(PLUGINS, run.plugins());
        return part;
    }

    private Map<String, Object> position() {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("after", progress.at.annotation().getSimpleName());
        position.put("epoch", (long) progress.epoch);
        position.put("batch", (long) progress.batch);
        position.put("validation-batch", (long) progress.validationBatch);
        position.put("batches-in-epoch", (long) progress.batchesInEpoch);
        run.batchesPerEpoch().ifPresent(planned -> position.put("batches-planned", Long.valueOf(planned)));
        position.put("batches-over", progress.batchesOver);
        position.put("no-validation", progress.noValidation);
        position.put("validation-done", progress.validationDone);
        position.put("batch-skipped", progress.batchSkipped);
        position.put("batch-left", progress.batchLeft);
        position.put("examples", progress.examples);
        position.put("examples-in-epoch", progress.examplesInEpoch);
        position.put("examples-counted", progress.examplesCounted);
        return position;
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("epochs-ended", (long) progress.epochsEnded);
        counts.put("batches", progress.batches);
        counts.put("steps", progress.steps);
        counts.put("validations", progress.validations);
        counts.put("validation-batches", progress.validationBatches);
        counts.put("checkpoints", progress.checkpoints);
        counts.put("decisions", progress.decisions);
        counts.put("artifacts", progress.artifacts);
        return counts;
    }

    private Map<String, Object> periods() {
        Map<String, Object> periods = new LinkedHashMap<>();
        for (Callback callback : run.roster().attached()) {
            for (Call call : callback.calls()) {
                if (call.spec().filter().everySeconds() > 0) {
                    periods.put(callback.id() + "#" + call.spec().method(), call.period());
                }
            }
        }
        return periods;
    }

    // ---- giving back

    /** Whether a checkpoint can be given back to this run at all. */
    void check(CheckpointData data) {
        Map<String, @Nullable Object> part = data.run();
        if (!run.engineName().equals(part.get("engine"))) {
            throw new TracksideException(
                    "The checkpoint is of the engine %s, this run trains with %s. Resume it with the engine it was saved by."
                            .formatted(part.get("engine"), run.engineName()));
        }
        if (run.services().engineState().isEmpty()) {
            throw new TracksideException(
                    "%s does not offer EngineState, so no checkpoint can be given back to it. Begin the run anew, or add .offers(EngineState.class, ...)."
                            .formatted(run.isOwnLoop() ? "This loop" : "The engine " + run.engineName()));
        }
    }

    /** Gives everything back; the callbacks have had train begin by now. */
    void restore(CheckpointData data) {
        Map<String, @Nullable Object> part = data.run();
        run.services().engineState().orElseThrow().restore(data.engine());
        Object rate = part.get("learning-rate");
        if (rate != null) {
            run.services().learningRate().ifPresent(now -> now.set(StateValues.toDouble(rate), "resumed"));
        }
        restoreProgress(part);
        Map<String, @Nullable Object> periods = map(part, "periods");
        for (Callback callback : run.roster().attached()) {
            Map<String, SavedField> saved = data.callbacks().get(callback.id());
            if (saved != null) {
                run.async().catchUp(callback);
                restoreFields(callback, saved);
            } else if (!callback.table().states().isEmpty()) {
                LOG.warn(
                        "The checkpoint has no state of {} ({}); it begins anew.",
                        callback.id(),
                        callback.table().states().stream().map(StateSpec::name).collect(Collectors.joining(", ")));
            }
            for (Call call : callback.calls()) {
                Object period = periods.get(callback.id() + "#" + call.spec().method());
                if (period != null) {
                    call.period(StateValues.toLong(period));
                }
            }
        }
        data.callbacks().forEach((id, fields) -> {
            if (!fields.isEmpty() && run.roster().find(id).isEmpty()) {
                LOG.warn(
                        "The checkpoint has state of {} ({}), which is not attached; it is left out.",
                        id,
                        String.join(", ", fields.keySet()));
            }
        });
    }

    private void restoreProgress(Map<String, @Nullable Object> part) {
        MetricNames names = run.names();
        Map<String, @Nullable Object> position = map(part, "position");
        progress.at = after(StateValues.toText(position.get("after")));
        progress.epoch = integer(position, "epoch");
        progress.batch = integer(position, "batch");
        progress.validationBatch = integer(position, "validation-batch");
        progress.batchesInEpoch = integer(position, "batches-in-epoch");
        progress.batchesOver = StateValues.toBoolean(position.get("batches-over"));
        progress.noValidation = StateValues.toBoolean(position.get("no-validation"));
        progress.validationDone = StateValues.toBoolean(position.get("validation-done"));
        progress.batchSkipped = StateValues.toBoolean(position.get("batch-skipped"));
        progress.batchLeft = StateValues.toBoolean(position.get("batch-left"));
        progress.examples = StateValues.toDouble(position.get("examples"));
        progress.examplesInEpoch = StateValues.toDouble(position.get("examples-in-epoch"));
        progress.examplesCounted = StateValues.toBoolean(position.get("examples-counted"));
        Map<String, @Nullable Object> counts = map(part, "counts");
        progress.epochsEnded = integer(counts, "epochs-ended");
        progress.batches = StateValues.toLong(counts.get("batches"));
        progress.steps = StateValues.toLong(counts.get("steps"));
        progress.validations = StateValues.toLong(counts.get("validations"));
        progress.validationBatches = StateValues.toLong(counts.get("validation-batches"));
        progress.checkpoints = StateValues.toLong(counts.get("checkpoints"));
        progress.decisions = StateValues.toLong(counts.get("decisions"));
        progress.artifacts = StateValues.toLong(counts.get("artifacts"));
        run.counts().restore(map(part, "own-events"), run.roster().attached());
        names.fromMap(map(part, "batch-metrics"), progress.batchMetrics);
        names.fromMap(map(part, "validation-batch-metrics"), progress.validationBatchMetrics);
        names.fromMap(map(part, "epoch-metrics"), progress.epochMetrics);
        names.fromMap(map(part, "last-epoch-metrics"), progress.lastEpochMetrics);
        progress.trainMeans.restore(map(part, "train-means"), names);
        progress.validationMeans.restore(map(part, "validation-means"), names);
        run.times().resume(StateValues.toLong(part.get("elapsed-nanos")), StateValues.toLong(part.get("epoch-nanos")));
    }

    private static void restoreFields(Callback callback, Map<String, SavedField> saved) {
        HandlerTable table = callback.table();
        List<StateSpec> states = table.states();
        for (int index = 0; index < states.size(); index++) {
            StateSpec state = states.get(index);
            SavedField field = saved.get(state.name());
            if (field == null) {
                LOG.info("The checkpoint has no {} of {}; it keeps its initial value.", state.name(), callback.id());
            } else if (!field.type().equals(state.type())) {
                throw new TracksideException(
                        "The state %s of %s was saved as %s and is %s now. Give the field another name, or begin the run anew."
                                .formatted(state.name(), callback.id(), field.type(), state.type()));
            } else {
                restoreField(callback, index, state, field.value());
            }
        }
        for (String name : saved.keySet()) {
            if (states.stream().noneMatch(state -> state.name().equals(name))) {
                LOG.warn(
                        "The checkpoint has the state {} of {}, which has no such field any more.",
                        name,
                        callback.id());
            }
        }
    }

    private static void restoreField(Callback callback, int index, StateSpec state, @Nullable Object value) {
        ClassLoader before = callback.context().enter();
        try {
            callback.table().state(callback.target(), index, value);
        } catch (RuntimeException fault) {
            throw new TracksideException(
                    "The state %s of %s cannot be restored: it %s."
                            .formatted(state.name(), callback.id(), fault.getMessage()),
                    fault);
        } finally {
            callback.context().leave(before);
        }
    }

    private static EventKind after(String event) {
        for (EventKind kind : EventKind.values()) {
            if (kind.annotation().getSimpleName().equals(event)) {
                return kind;
            }
        }
        throw new TracksideException(
                "The checkpoint was taken after %s, an event this version does not know.".formatted(event));
    }

    private static int integer(Map<String, @Nullable Object> map, String key) {
        return StateValues.toInt(map.get(key));
    }

    @SuppressWarnings("unchecked") // plain form: maps have texts as keys
    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> map, String key) {
        return (Map<String, @Nullable Object>) StateValues.as(Map.class, map.get(key));
    }
}
