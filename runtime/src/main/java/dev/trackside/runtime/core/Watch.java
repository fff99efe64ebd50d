package dev.trackside.runtime.core;

import dev.trackside.runtime.async.AsyncLane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a run from another thread, the same for all runs: names a callback that does not return for long, while it does not return. It reads the
 * number of the event that is being fired, which costs the training two plain writes an event, and the stack of the thread that trains.
 */
final class Watch {

    private static final Logger LOG = LogManager.getLogger(Watch.class);
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);
    private static final ScheduledThreadPoolExecutor THREAD = thread();

    private final TrainingRun run;
    private final long limit;
    private @Nullable Future<?> task;
    private long seen;
    private long since;
    private boolean told;

    Watch(TrainingRun run) {
        this.run = run;
        this.limit = run.settings().callbackTime().toNanos();
    }

    private static ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "trackside-watch");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(LONGEST_PERIOD.toSeconds(), TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    void begin() {
        CallDeadline deadline = run.deadline();
        long shortest =
                deadline == null ? limit : Math.min(limit, deadline.limit().toNanos());
        long period = Math.max(1, Math.min(shortest / 4, LONGEST_PERIOD.toNanos()));
        task = THREAD.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    void end() {
        if (task != null) {
            task.cancel(false);
        }
    }

    private void look() {
        run.budget().checkSoon();
        long event = run.firing().eventInHandlers();
        long now = System.nanoTime();
        if (event != seen) {
            seen = event;
            since = now;
            told = false;
        } else if (event != EventFiring.NONE && !told && now - since >= limit) {
            told = true;
            tell(run.thread().stack(), Duration.ofNanos(now - since));
        }
        CallDeadline deadline = run.deadline();
        if (deadline != null) {
            deadline.check();
        }
    }

    private void tell(List<StackTraceElement> stack, Duration lasted) {
        Optional<Callback> callback = run.roster().attached().stream()
                .filter(one -> place(one, stack) > 0)
                .findFirst();
        if (callback.isEmpty()) {
            return; // it has returned in between
        }
        StackTraceElement handler = stack.get(place(callback.get(), stack) - 1);
        if (!run.budget().isFirstLongCallOf(callback.get())) {
            return;
        }
        if (handler.getClassName().startsWith(AsyncLane.class.getName())) {
            LOG.warn(
                    "The training waits for {} (from {}), whose queue of @Async calls has been full for {}: {}.",
                    callback.get().id(),
                    callback.get().spec().origin(),
                    TimeBudget.seconds(lasted),
                    run.async().reason(callback.get()));
        } else {
            LOG.warn(
                    "{} ({}.{}, from {}) has not returned for {} at @{}, and the training waits for it. It is at {}, called from {}.",
                    callback.get().id(),
                    handler.getClassName(),
                    handler.getMethodName(),
                    callback.get().spec().origin(),
                    TimeBudget.seconds(lasted),
                    run.firing().current().getSimpleName(),
                    place(stack.get(0)),
                    place(handler));
        }
    }

    /** As in a stack trace, but without the names of loaders and modules. */
    private static String place(StackTraceElement element) {
        String line = element.getLineNumber() < 0 ? "" : ":" + element.getLineNumber();
        return "%s.%s(%s%s)".formatted(element.getClassName(), element.getMethodName(), element.getFileName(), line);
    }

    /** Where in the stack the table of a callback calls its handler; -1 if it does not. */
    private static int place(Callback callback, List<StackTraceElement> stack) {
        String table = callback.callerName();
        return stack.stream().map(StackTraceElement::getClassName).toList().lastIndexOf(table);
    }
}
