package p;

import dev.trackside.*;

/** Sends figures somewhere. */
@Plugin("uploader")
class Uploader {

    @OnBatchEnd
    @Async(queue = 4096, whenFull = WhenFull.SAMPLE)
    void batch(Batch batch, @Metric("loss") double loss, Run run) {}

    @OnBatchEnd
    void count(long step) {}

    @OnEpochEnd
    @OnTrainEnd
    @Async
    void flush(Metrics metrics) {}
}
