package dev.trackside.processor.model;

/**
 * What a handler receives by a parameter.
 *
 * @since 0.1
 */
public enum ArgumentKind {
    /** The epoch. */
    EPOCH,
    /** The batch. */
    BATCH,
    /** The validation. */
    VALIDATION,
    /** The epoch that is open, if one is. */
    OPEN_EPOCH,
    /** The batch that is open, if one is. */
    OPEN_BATCH,
    /** {@code int epoch}. */
    EPOCH_INDEX,
    /** {@code int batch}. */
    BATCH_INDEX,
    /** {@code long step}. */
    STEP,
    /** A metric as {@code double}. */
    METRIC,
    /** A metric as {@code OptionalDouble}. */
    OPTIONAL_METRIC,
    /** All metrics. */
    METRICS,
    /** The writer of metrics. */
    METRIC_WRITER,
    /** What the event delivers: a checkpoint, a decision, the payload of an event of one's own. */
    PAYLOAD,
    /** A service. */
    SERVICE,
    /** A capability. */
    CAPABILITY,
    /** A capability if the run offers it. */
    OPTIONAL_CAPABILITY,
    /** An object of the engine's own. */
    ENGINE_OBJECT,
    /** An object of the engine's own if it offers it. */
    OPTIONAL_ENGINE_OBJECT,
    /** A type variable of the class, known in subclasses only. */
    OPEN,
    /** Nothing that this event could deliver. */
    UNKNOWN
}
