package dev.trackside.runtime.core;

import dev.trackside.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who ended the program while a run went on: a plugin that calls {@code System.exit} takes the run and everything else with it, and leaves no
 * other trace. Only looks when the program ends, by a shutdown hook that is there as long as the run; the exit code stays the plugin's. Of
 * {@code Runtime.halt} nobody learns.
 */
final class ExitReport {

    private final TrainingRun run;
    private final Thread hook;

    private ExitReport(TrainingRun run) {
        this.run = run;
        this.hook = new Thread(this::report, "trackside-exit-" + run.id());
    }

    static ExitReport begin(TrainingRun run) {
        ExitReport report = new ExitReport(run);
        try {
            Runtime.getRuntime().addShutdownHook(report.hook);
        } catch (IllegalStateException ending) {
            // The program is about to end, so there is nothing to learn.
            return report;
        }
        return report;
    }

    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It is running, or about to.
            return;
        }
    }

    private void report() {
        Console console = run.console();
        for (Map.Entry<Thread, StackTraceElement[]> one :
                Thread.getAllStackTraces().entrySet()) {
            List<StackTraceElement> stack = List.of(one.getValue());
            int exit = exit(stack);
            String who = exit < 0 ? null : who(one.getKey(), stack.subList(exit, stack.size()));
            if (who != null) {
                // No log: it ends at the same time.
                console.line(
                        "%s ended the program%s: %s called System.exit. The run %s was not over; see what that plugin does there, or leave it out."
                                .formatted(who, run.progress().where(), place(stack.get(exit)), run.id()));
            }
        }
    }

    /** As in a stack trace, but without the names of loaders and modules. */
    private static String place(StackTraceElement element) {
        return "%s.%s(%s:%d)"
                .formatted(
                        element.getClassName(),
                        element.getMethodName(),
                        element.getFileName(),
                        element.getLineNumber());
    }

    /** Where in a stack the method stands that has called {@code System.exit}; -1 if none has. */
    private static int exit(List<StackTraceElement> stack) {
        for (int i = stack.size() - 1; i > 0; i--) {
            StackTraceElement called = stack.get(i - 1);
            String type = called.getClassName();
            if ((type.equals(System.class.getName()) || type.equals(Runtime.class.getName()))
                    && called.getMethodName().equals("exit")
                    && !stack.get(i).getClassName().equals(System.class.getName())) {
                return i;
            }
        }
        return -1;
    }

    /** Which plugin has called, if it was one. */
    private @Nullable String who(Thread thread, List<StackTraceElement> callers) {
        if (run.thread().is(thread)) {
            Optional<Callback> callback = run.roster().attached().stream()
                    .filter(one -> callers.stream()
                            .anyMatch(caller -> caller.getClassName().equals(one.callerName())))
                    .findFirst();
            if (callback.isPresent()) {
                return "%s (from %s), in its handler at @%s,"
                        .formatted(
                                callback.get().id(),
                                callback.get().spec().origin(),
                                run.firing().current().getSimpleName());
            }
        }
        return run.roster().attached().stream()
                .filter(one -> isOf(one, thread, callers))
                .findFirst()
                .map(one -> "%s (from %s), on the thread %s,"
                        .formatted(one.id(), one.spec().origin(), thread.getName()))
                .orElse(null);
    }

    /** Whether a call comes from a class of a plugin that has a loader of its own, or from its own background thread. */
    private static boolean isOf(Callback callback, Thread thread, List<StackTraceElement> callers) {
        if (thread.getName().equals("trackside-" + callback.id())) {
            return true;
        }
        ClassLoader loader = callback.target().getClass().getClassLoader();
        return callback.context().isOwn()
                && loader != null
                && callers.stream()
                        .anyMatch(caller ->
                                loader.getName() != null && loader.getName().equals(caller.getClassLoaderName()));
    }
}
