package com.example.consumer;

import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.Trackside;
import java.util.List;

/** A run of one epoch. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Trackside.run("consumer").epochs(1).produces("answers").attach(new Throughput()).train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(List.of(41, 43))) {
                    batch.record("answers", batch.data());
                }
            }
        });
    }
}
