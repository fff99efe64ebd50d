package dev.trackside.runtime.config;

import dev.trackside.runtime.checkpoint.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code run}. Values of a builder come in as {@link Overrides} with keys such as {@code run.epochs}, so they win.
 *
 * @param name the name of the run; null if it is not given
 * @param epochs how many epochs, at least 1; null if it is not given
 * @param minEpochs epochs before any stop takes effect, at least 0
 * @param minSteps steps before any stop takes effect, at least 0
 * @param seed the seed; null if it is not given
 * @param validateEvery validation after every how many epochs, at least 1
 * @param accumulate batches that share an optimizer step, at least 1
 * @param dir the folder for the files of runs, relative ones resolved against the folder of the file; null if it is not given
 * @param callbackShare the part of a run's time, from 0 to 1, above which a callback is named
 * @param callbackTime how long one call may take before its callback is named
 * @param callbackDeadline how long one call may take before it is interrupted; null for as long as it likes
 * @param asyncDeadline how long the run waits for {@code @Async} handlers at its end, and at a checkpoint; 0 for not at all
 * @param checkpointWriting who writes checkpoints, the thread that trains or one beside it
 */
public record RunSettings(
        @Nullable String name,
        @Nullable Integer epochs,
        int minEpochs,
        long minSteps,
        @Nullable Long seed,
        int validateEvery,
        int accumulate,
        @Nullable Path dir,
        double callbackShare,
        Duration callbackTime,
        @Nullable Duration callbackDeadline,
        Duration asyncDeadline,
        WriteMode checkpointWriting) {

    private static final double CALLBACK_SHARE = 0.05;
    private static final Duration CALLBACK_TIME = Duration.ofSeconds(10);

    /** Long enough for an upload, short enough for who waits for a program to end. */
    private static final Duration ASYNC_DEADLINE = Duration.ofSeconds(30);

    /**
     * Reads the section, and reports keys that it does not have.
     *
     * @param config the configuration
     * @return the settings
     * @throws dev.trackside.TracksideException with everything that is wrong in the section
     */
    public static RunSettings of(ConfigFile config) {
        YamlSection run = config.root().section("run");
        Faults faults = new Faults();
        RunSettings[] settings = new RunSettings[1];
        @Nullable String name = run.text("name").filter(text -> !text.isBlank()).orElse(null);
        Bounded bounded = new Bounded(run, faults);
        Long epochs = bounded.whole("epochs", 1, Integer.MAX_VALUE);
        Long minEpochs = bounded.whole("min-epochs", 0, Integer.MAX_VALUE);
        Long minSteps = bounded.whole("min-steps", 0, Long.MAX_VALUE);
        Long seed = bounded.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        Long validateEvery = bounded.whole("validate-every", 1, Integer.MAX_VALUE);
        Long accumulate = bounded.whole("accumulate", 1, Integer.MAX_VALUE);
        Double share = bounded.read(() -> run.share("callback-share"));
        Duration time = bounded.read(() -> run.duration("callback-time"));
        Duration callbackDeadline = bounded.read(() -> positive(run, "callback-deadline"));
        Duration deadline = bounded.read(() -> run.duration("async-deadline"));
        WriteMode writing = bounded.read(() -> writing(run));
        faults.guard(() -> settings[0] = new RunSettings(
                name,
                epochs == null ? null : epochs.intValue(),
                minEpochs == null ? 0 : minEpochs.intValue(),
                minSteps == null ? 0 : minSteps,
                seed,
                validateEvery == null ? 1 : validateEvery.intValue(),
                accumulate == null ? 1 : accumulate.intValue(),
                run.file("dir").orElse(null),
                share == null ? CALLBACK_SHARE : share,
                time == null ? CALLBACK_TIME : time,
                callbackDeadline,
                deadline == null ? ASYNC_DEADLINE : deadline,
                writing == null ? WriteMode.AUTO : writing));
        faults.addAll(run.unknownKeys());
        faults.throwIfAny();
        return settings[0];
    }

    private static Optional<Duration> positive(YamlSection run, String key) {
        Optional<Duration> time = run.duration(key);
        if (time.isPresent() && time.get().isZero()) {
            throw run.fault(
                    key, "run.%s must be longer than 0; leave it out to wait as long as a call takes.".formatted(key));
        }
        return time;
    }

    private static Optional<WriteMode> writing(YamlSection run) {
        return run.text("checkpoint-writing").map(text -> {
            for (WriteMode mode : WriteMode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(text.strip().toLowerCase(Locale.ROOT))) {
                    return mode;
                }
            }
            throw run.fault(
                    "checkpoint-writing",
                    "run.checkpoint-writing must be auto, async or sync, but is '%s'.".formatted(text));
        });
    }

    /** Reads values and goes on after a fault. */
    private record Bounded(YamlSection section, Faults faults) {

        <T> @Nullable T read(Supplier<Optional<T>> reading) {
            AtomicReference<@Nullable T> value = new AtomicReference<>();
            faults.guard(() -> reading.get().ifPresent(value::set));
            return value.get();
        }

        @Nullable
        Long whole(String key, long least, long most) {
            return read(() -> {
                Optional<Long> found = section.whole(key);
                if (found.isPresent() && (found.get() < least || found.get() > most)) {
                    String range = most >= Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
                    throw section.fault(key, "run.%s must be %s, but is '%d'.".formatted(key, range, found.get()));
                }
                return found;
            });
        }
    }
}
