package dev.trackside.testkit.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What an engine says it can do: the facts that {@link EngineContract} holds it to. Immutable; each method returns other claims.
 *
 * <pre>{@code
 * EngineClaims.batches(3)
 *         .validationBatches(2)
 *         .metrics("loss", "accuracy", "val_loss", "val_accuracy")
 *         .recordedAnyway("loss", "val_loss")
 *         .capabilities(LearningRate.class, Weights.class, Gradients.class, Predictions.class, EngineState.class);
 * }</pre>
 *
 * @since 0.1
 */
public final class EngineClaims {

    private final int batches;
    private final int validationBatches;
    private final boolean tellsBatches;
    private final boolean boosting;
    private final List<String> metrics;
    private final List<String> recordedAnyway;
    private final List<Class<?>> capabilities;

    private EngineClaims(
            int batches,
            int validationBatches,
            boolean tellsBatches,
            boolean boosting,
            List<String> metrics,
            List<String> recordedAnyway,
            List<Class<?>> capabilities) {
        this.batches = batches;
        this.validationBatches = validationBatches;
        this.tellsBatches = tellsBatches;
        this.boosting = boosting;
        this.metrics = List.copyOf(metrics);
        this.recordedAnyway = List.copyOf(recordedAnyway);
        this.capabilities = List.copyOf(capabilities);
    }

    /**
     * An engine that trains in batches, each one step of the optimizer.
     *
     * @param batches training batches of each epoch: at least 2, so that there is a middle to stop in
     * @return claims without validation, metrics and capabilities
     */
    public static EngineClaims batches(int batches) {
        if (batches < 2) {
            throw new IllegalArgumentException(
                    "%d batches an epoch: give the engine under test data for at least 2; an engine whose epoch is one round is boosting()"
                            .formatted(batches));
        }
        return new EngineClaims(batches, 0, true, false, List.of(), List.of(), List.of());
    }

    /**
     * An engine whose steps add to the model: an epoch is one batch, a round. A step with learning rate 0 leaves what the model predicts as it
     * was, but not its bytes, and its weights have no tensors.
     *
     * @return claims without validation, metrics and capabilities
     */
    public static EngineClaims boosting() {
        return new EngineClaims(1, 0, true, true, List.of(), List.of(), List.of());
    }

    /**
     * It validates.
     *
     * @param count batches of each validation, at least 1
     * @return claims with it
     */
    public EngineClaims validationBatches(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a validation has 1 batch at least, not " + count);
        }
        return new EngineClaims(batches, count, tellsBatches, boosting, metrics, recordedAnyway, capabilities);
    }

    /**
     * It does not know how many batches an epoch has, though the test does.
     *
     * @return claims with it
     */
    public EngineClaims batchesNotTold() {
        return new EngineClaims(batches, validationBatches, false, boosting, metrics, recordedAnyway, capabilities);
    }

    /**
     * It declares these metrics, and records each at every batch at which somebody takes it.
     *
     * @param names names in the order in which the engine declares them; those of validation begin with {@code val_}
     * @return claims with them
     */
    public EngineClaims metrics(String... names) {
        return new EngineClaims(
                batches, validationBatches, tellsBatches, boosting, List.of(names), recordedAnyway, capabilities);
    }

    /**
     * It records these metrics even if nobody takes them, since training computes them anyway or the library cannot leave them out. All others
     * are not recorded then.
     *
     * @param names names among {@link #metrics}
     * @return claims with them
     */
    public EngineClaims recordedAnyway(String... names) {
        return new EngineClaims(
                batches, validationBatches, tellsBatches, boosting, metrics, List.of(names), capabilities);
    }

    /**
     * It offers these capabilities, and of {@code LearningRate}, {@code Weights}, {@code Gradients}, {@code Predictions} and
     * {@code EngineState} no others.
     *
     * @param types types, among them those of the library's own objects that callbacks may take
     * @return claims with them
     */
    public EngineClaims capabilities(Class<?>... types) {
        return new EngineClaims(
                batches, validationBatches, tellsBatches, boosting, metrics, recordedAnyway, List.of(types));
    }

    int batches() {
        return batches;
    }

    /** Batches of each validation; 0 for none. */
    int validationBatches() {
        return validationBatches;
    }

    boolean tellsBatches() {
        return tellsBatches;
    }

    boolean isBoosting() {
        return boosting;
    }

    List<String> metrics() {
        return metrics;
    }

    List<String> trainMetrics() {
        return metrics.stream().filter(name -> !name.startsWith("val_")).toList();
    }

    List<String> validationMetrics() {
        return metrics.stream().filter(name -> name.startsWith("val_")).toList();
    }

    List<String> recordedAnyway() {
        return recordedAnyway;
    }

    List<Class<?>> capabilities() {
        return capabilities;
    }

    boolean offers(Class<?> capability) {
        return capabilities.contains(capability);
    }

    /** Checks that the claims are about one thing. */
    void check() {
        List<String> strange = new ArrayList<>(recordedAnyway);
        strange.removeAll(metrics);
        if (!strange.isEmpty()) {
            throw new IllegalArgumentException(
                    "recordedAnyway%s are no metrics of the engine, which claims %s".formatted(strange, metrics));
        }
        if (validationBatches == 0 && !validationMetrics().isEmpty()) {
            throw new IllegalArgumentException("the engine claims %s but no validationBatches(n) to record them in"
                    .formatted(validationMetrics()));
        }
    }
}
