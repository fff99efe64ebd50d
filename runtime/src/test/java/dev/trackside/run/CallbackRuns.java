package dev.trackside.run;

/** Runs of three batches an epoch. */
final class CallbackRuns {

    private CallbackRuns() {}

    static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    static void epochs(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<String> batch : epoch.batches(new String[] {"a", "b", "c"})) {
                batch.record("loss", 1);
            }
        }
    }
}
