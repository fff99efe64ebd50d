package dev.trackside.runtime.loading;

import dev.trackside.TracksideException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Closes one instance, once, with its own context loader, and waits for it no longer than a deadline: on a thread of its own, since nothing else
 * ends a call that never returns.
 */
public final class Closing {

    private final String id;
    private final Duration deadline;

    /** The instance; null once it was closed, as it may be kept by nobody else. */
    private @Nullable Object target;

    /**
     * How an instance will be closed.
     *
     * @param id its id, for people
     * @param target the instance; nothing happens unless it is {@code AutoCloseable}
     * @param deadline how long closing may take
     */
    public Closing(String id, Object target, Duration deadline) {
        this.id = id;
        this.target = target;
        this.deadline = deadline;
    }

    /**
     * Closes the instance, at the first call.
     *
     * @throws Exception what the instance throws; errors that are its own too, as the cause of an exception
     * @throws TracksideException if it takes longer than the deadline; the message says where it stands, and the thread that it is on stays behind
     */
    public void close() throws Exception {
        Object instance = target;
        target = null;
        if (!(instance instanceof AutoCloseable closeable)) {
            return;
        }
        FutureTask<Void> task = new FutureTask<>(() -> {
            closeable.close();
            return null;
        });
        Thread thread = new Thread(task, "trackside-close-" + id);
        thread.setDaemon(true);
        PluginContext context = PluginContext.of(instance);
        thread.setContextClassLoader(
                context.isOwn()
                        ? instance.getClass().getClassLoader()
                        : Thread.currentThread().getContextClassLoader());
        thread.start();
        await(task, thread);
    }

    private void await(FutureTask<Void> task, Thread thread) throws Exception {
        boolean interrupted = Thread.interrupted(); // an interrupted run closes what it has all the same
        try {
            task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } catch (TimeoutException late) {
            StackTraceElement[] stack = thread.getStackTrace();
            thread.interrupt();
            TracksideException stuck = new TracksideException(
                    "%s was not closed within %s and is left behind%s. See what its close waits for, or allow more: loading.close-seconds."
                            .formatted(id, words(deadline), stack.length == 0 ? "" : "; it stands at " + stack[0]));
            stuck.setStackTrace(stack);
            throw stuck;
        } catch (InterruptedException again) {
            interrupted = true;
            thread.interrupt();
            throw again;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Exception unwrapped(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Exception exception) {
            return exception;
        }
        if (cause != null) {
            Causes.rethrowIfFatal(cause);
            return new TracksideException(String.valueOf(cause), cause);
        }
        return failed;
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
