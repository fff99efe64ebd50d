package dev.trackside.runtime.core;

import dev.trackside.RunSummary;
import dev.trackside.spi.OptionSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Watches what callbacks cost, and names each that takes more than its part of the run, once, while the run goes on. */
final class TimeBudget {

    private static final Logger LOG = LogManager.getLogger(TimeBudget.class);

    /** Before that the JVM still loads and compiles, and shares say little of what comes. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final int MOST_NAMED = 6;

    /** How many standard errors a share must be above its limit. */
    private static final int SURE = 2;

    private final TrainingRun run;
    private final Set<String> named = new HashSet<>();
    private final Set<String> slow = ConcurrentHashMap.newKeySet();
    private volatile boolean asked;

    TimeBudget(TrainingRun run) {
        this.run = run;
    }

    /** Asks, from any thread, for a check at the next event. */
    void checkSoon() {
        asked = true;
        run.firing().news();
    }

    /** Checks if somebody has asked. */
    void checkIfAsked() {
        if (asked) {
            check();
        }
    }

    /** Whether a call of a callback that took long is the first; from any thread. */
    boolean isFirstLongCallOf(Callback callback) {
        return slow.add(callback.id());
    }

    /** Compares what callbacks have cost with what they may. On the thread that trains. */
    void check() {
        asked = false;
        run.roster().attached().forEach(this::checkCalls);
        long elapsed = run.times().sessionNanos();
        if (elapsed < WARM_UP.toNanos()) {
            return;
        }
        double limit = run.settings().callbackShare();
        run.dispatcher().fold();
        for (Callback callback : run.roster().attached()) {
            RunSummary.Cost cost = callback.cost(elapsed);
            if (cost.share() - SURE * cost.error() > limit && named.add(callback.id())) {
                LOG.warn(
                        "{} ({}) takes {} of the run, more than the {} that run.callback-share allows: {} of {} so far. {}A higher run.callback-share allows it. In its code every = ..., or @Async if it only reports, makes it cheaper.",
                        callback.id(),
                        callback.table().handlerClass().getName(),
                        share(cost),
                        percent(limit),
                        seconds(cost.time()),
                        seconds(Duration.ofNanos(elapsed)),
                        options(callback));
            }
        }
    }

    /** Where the one who runs it may have it do less: the options that say how often, as every-batches, if it has such. */
    private static String options(Callback callback) {
        List<String> all =
                callback.table().options().stream().map(OptionSpec::name).toList();
        List<String> often =
                all.stream().filter(name -> name.startsWith("every")).toList();
        List<String> shown = often.isEmpty() ? all : often;
        if (shown.isEmpty()) {
            return "";
        }
        return "Its options may have it do less (plugins.%s%s). "
                .formatted(callback.id(), shown.size() > MOST_NAMED ? "" : ": " + String.join(", ", shown));
    }

    private void checkCalls(Callback callback) {
        Duration limit = run.settings().callbackTime();
        for (Call call : callback.calls()) {
            Duration longest = Duration.ofNanos((long) call.cost().longest());
            if (longest.compareTo(limit) > 0 && isFirstLongCallOf(callback)) {
                LOG.warn(
                        "{} took {} for one call of {}, more than the {} that run.callback-time allows; the training waited for it.",
                        callback.id(),
                        seconds(longest),
                        call.method(),
                        seconds(limit));
            }
        }
    }

    /** Says what callbacks have cost, the dearest first. */
    void report(RunSummary summary) {
        List<RunSummary.Callback> dearest = summary.callbacks().stream()
                .filter(callback -> callback.calls() > 0)
                .sorted(Comparator.comparingDouble(callback -> -callback.cost().share()))
                .toList();
        if (dearest.isEmpty()) {
            return;
        }
        double all = dearest.stream()
                .mapToDouble(callback -> callback.cost().share())
                .sum();
        String others = dearest.size() > MOST_NAMED ? ", and %d others".formatted(dearest.size() - MOST_NAMED) : "";
        Duration session = Duration.ofNanos(run.times().sessionNanos());
        LOG.info(
                "Callbacks took {} of {}{}: {}{}.",
                percent(all),
                seconds(session),
                session.compareTo(WARM_UP) < 0 ? ", while the JVM was warming up" : "",
                dearest.stream()
                        .limit(MOST_NAMED)
                        .map(callback -> callback.id() + " " + share(callback.cost()))
                        .collect(Collectors.joining(", ")),
                others);
    }

    private static String share(RunSummary.Cost cost) {
        return cost.error() * 1000 < 1
                ? percent(cost.share())
                : "%s (± %s)".formatted(percent(cost.share()), percent(cost.error()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
