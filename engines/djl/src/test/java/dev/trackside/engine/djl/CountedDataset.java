package dev.trackside.engine.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Data that remember their batches and the managers that these were made in. */
record CountedDataset(Dataset data, List<NDManager> managers) implements Dataset {

    @Override
    public Iterable<Batch> getData(NDManager manager) throws IOException, TranslateException {
        return getData(manager, null);
    }

    @Override
    public Iterable<Batch> getData(NDManager manager, ExecutorService executor) throws IOException, TranslateException {
        managers.add(manager);
        Iterator<Batch> batches = data.getData(manager, executor).iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public Batch next() {
                Batch batch = batches.next();
                managers.add(batch.getManager());
                return batch;
            }
        };
    }

    @Override
    public void prepare(Progress progress) throws IOException, TranslateException {
        data.prepare(progress);
    }
}
