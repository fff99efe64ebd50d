package dev.trackside.plugin.history;

import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.Trackside;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that trains in a process of its own: arguments are the database, the folder of runs, a name, epochs, batches, and microseconds a batch. */
final class TrainingProgram {

    private TrainingProgram() {}

    /** Prints a line for each tenth step: its number and the time. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int epochs = Integer.parseInt(arguments[3]);
        int batches = Integer.parseInt(arguments[4]);
        long micros = Long.parseLong(arguments[5]);
        Trackside.run(arguments[2])
                .epochs(epochs)
                .produces("loss", "val_loss")
                .option("run.dir", Path.of(arguments[1]).toString())
                .option("history.file", arguments[0])
                .attach(new HistoryRecorder())
                .train(loop -> {
                    int step = 0;
                    for (LoopEpoch epoch : loop.epochs()) {
                        for (LoopBatch<Integer> batch : epoch.batches(Collections.nCopies(batches, 1))) {
                            batch.record("loss", 1.0 / ++step);
                            if (micros > 0) {
                                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
                            }
                            if (step % 10 == 0) {
                                out.println(step + " " + System.currentTimeMillis());
                            }
                        }
                        epoch.validation(() -> epoch.record("val_loss", 0.5));
                    }
                });
    }
}
