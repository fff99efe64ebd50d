package dev.trackside.run;

import dev.trackside.Checkpoints;
import dev.trackside.OnBatchEnd;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.spi.CheckpointStore;
import dev.trackside.spi.EngineState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A run of five batches whose checkpoints are written when the test lets them be. */
final class GatedRun {

    private final Path runs;
    final ToyModel model = new ToyModel();
    final Trace trace = new Trace();
    final GatedStore store;

    GatedRun(Path runs) {
        this.runs = runs;
        this.store = new GatedStore(runs.resolve("kept/checkpoints"));
    }

    RunBuilder run(String mode) {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .option("run.checkpoint-writing", mode)
                .epochs(1)
                .offers(EngineState.class, model)
                .offers(CheckpointStore.class, store)
                .attach("zz-trace", trace);
    }

    /** Trains an epoch of five batches; in each something is done, by its number from 1. */
    RunResult train(RunBuilder builder, IntConsumer inBatch) {
        return builder.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2, 3, 4, 5))) {
                    model.train(batch.data());
                    inBatch.accept(batch.data());
                }
            }
        });
    }

    static IntConsumer in(int batch, Runnable action) {
        return number -> {
            if (number == batch) {
                action.run();
            }
        };
    }

    /** Does something when this thread waits in a method of the class that writes, and gives what it threw. */
    static CompletableFuture<Void> whenThisWaitsIn(String method, Runnable action) {
        Thread training = Thread.currentThread();
        return CompletableFuture.runAsync(
                () -> {
                    while (!waitsIn(training, method)) {
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                    action.run();
                },
                task -> new Thread(task, "helper").start());
    }

    private static boolean waitsIn(Thread thread, String method) {
        if (thread.getState() != Thread.State.WAITING) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().endsWith(".CheckpointWriting")
                    && frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    CheckpointData read(String name) {
        try (InputStream in = store.open(name)) {
            return CheckpointFormat.read(name, in);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    static Object step(CheckpointData data) {
        return ((Map<?, ?>) data.run().get("counts")).get("steps");
    }

    /** Asks for checkpoints after steps, by name. */
    static final class Asks {
        private final Map<Long, String> at;

        Asks(Map<Long, String> at) {
            this.at = at;
        }

        @OnBatchEnd
        void end(long step, Checkpoints checkpoints) {
            if (at.containsKey(step)) {
                checkpoints.request(at.get(step));
            }
        }
    }

    /** Does something with checkpoints after a step. */
    static final class At {
        private final long step;
        private final Consumer<Checkpoints> action;

        At(long step, Consumer<Checkpoints> action) {
            this.step = step;
            this.action = action;
        }

        @OnBatchEnd
        void end(long step, Checkpoints checkpoints) {
            if (step == this.step) {
                action.accept(checkpoints);
            }
        }
    }
}
