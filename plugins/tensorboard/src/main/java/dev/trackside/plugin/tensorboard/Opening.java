package dev.trackside.plugin.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Event files that are being opened on a thread of their own, while training goes on. Protobuf needs some tens of milliseconds for its first message,
 * more than all that a short run writes afterward.
 */
final class Opening implements Closeable {

    private final FutureTask<EventFolder> task;
    private boolean told;

    private Opening(FutureTask<EventFolder> task) {
        this.task = task;
    }

    /** Begins; nobody else uses what the task makes until {@link #await} has returned it. */
    static Opening begin(Callable<EventFolder> opens) {
        FutureTask<EventFolder> task = new FutureTask<>(opens);
        Thread thread = new Thread(task, "trackside-tensorboard");
        thread.setDaemon(true);
        thread.start();
        return new Opening(task);
    }

    /**
     * The files, once they are there. An interrupt does not shorten the wait: it is for the training, not for this.
     *
     * @throws RuntimeException what went wrong when they were opened, each time
     */
    EventFolder await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    told = true;
                    throw thrown(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /** Closes the files. Where they could not be opened nothing is left to be closed; it says why if {@link #await} had no occasion to. */
    @Override
    public void close() throws IOException {
        boolean known = told;
        EventFolder opened;
        try {
            opened = await();
        } catch (RuntimeException fault) {
            if (known) {
                return;
            }
            throw new IOException(fault.getMessage(), fault);
        }
        opened.close();
    }
}
