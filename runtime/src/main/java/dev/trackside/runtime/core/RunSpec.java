package dev.trackside.runtime.core;

import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.RunSummary;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.runtime.checkpoint.WriteMode;
import dev.trackside.runtime.config.Secrets;
import dev.trackside.spi.HandlerTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that a run is started with.
 *
 * @param name its name
 * @param id its id
 * @param engine the name of the engine; {@code loop} for an own loop
 * @param settings how long and how often
 * @param parameters the configuration, for recording; secrets are masked
 * @param clock the time
 * @param console the terminal
 * @param folder the folder of the run; created when something is put there
 * @param offers the capabilities of the engine or loop by type
 * @param metrics the metrics that the engine or loop records
 * @param openMetrics whether the loop may record metrics that it did not declare
 * @param batchesPerEpoch training batches in each epoch, if known
 * @param resume the checkpoint to continue from
 * @param configurer configures callbacks that are attached while the run goes on
 * @param describer says of what jars callbacks are and what options they have, for checkpoints
 * @param secrets what must not get into texts
 */
public record RunSpec(
        String name,
        String id,
        String engine,
        Settings settings,
        Map<String, String> parameters,
        Clock clock,
        Console console,
        Path folder,
        Map<Class<?>, Object> offers,
        List<String> metrics,
        boolean openMetrics,
        OptionalInt batchesPerEpoch,
        Optional<CheckpointReader.Found> resume,
        Configurer configurer,
        Describer describer,
        Secrets secrets) {

    /**
     * How long and how often.
     *
     * @param epochs epochs to train; empty for no limit
     * @param minEpochs epochs before which no callback can stop the run
     * @param minSteps steps before which no callback can stop the run
     * @param seed the seed of all random numbers
     * @param validateEvery epochs from one validation to the next
     * @param accumulate batches that share an optimizer step, at least 1
     * @param callbackShare the part of the run's time, from 0 to 1, above which a callback is named
     * @param callbackTime how long one call may take before its callback is named
     * @param callbackDeadline how long one call may take before it is interrupted; empty for as long as it likes
     * @param asyncDeadline the longest time that the run waits for {@code @Async} handlers, at its end or at a checkpoint
     * @param checkpointWriting who writes checkpoints
     */
    public record Settings(
            OptionalInt epochs,
            int minEpochs,
            long minSteps,
            long seed,
            int validateEvery,
            int accumulate,
            double callbackShare,
            Duration callbackTime,
            Optional<Duration> callbackDeadline,
            Duration asyncDeadline,
            WriteMode checkpointWriting) {}

    /** Says what callbacks are. */
    @FunctionalInterface
    public interface Describer {
        /**
         * Describes the callbacks of the run.
         *
         * @param callbacks those that are attached, in their order
         * @return them in plain form, see {@link dev.trackside.spi.StateValues}
         */
        Map<String, @Nullable Object> describe(List<RunSummary.Callback> callbacks);
    }

    /** Configures a callback that code attaches. */
    @FunctionalInterface
    public interface Configurer {
        /**
         * Binds its options and reads what the configuration says of its id.
         *
         * @param id its id
         * @param target the instance
         * @param table its table
         * @return how it is attached
         */
        CallbackSpec configure(String id, Object target, HandlerTable table);
    }
}
