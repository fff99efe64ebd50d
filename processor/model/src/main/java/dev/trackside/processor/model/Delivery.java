package dev.trackside.processor.model;

/**
 * What an event delivers beside services and capabilities.
 *
 * @since 0.1
 */
public enum Delivery {
    /** The epoch and its index. */
    EPOCH,
    /** The batch. */
    BATCH,
    /** The index of the batch. */
    BATCH_INDEX,
    /** The validation. */
    VALIDATION,
    /** Metrics beside {@code lr}. */
    METRICS,
    /** The epoch and batch that are open, if so. */
    OPEN_VIEWS,
    /** The gradients. */
    GRADIENTS,
    /** The predictions. */
    PREDICTIONS,
    /** Its payload, by type. */
    PAYLOAD
}
