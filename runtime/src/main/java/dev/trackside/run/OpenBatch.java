package dev.trackside.run;

import dev.trackside.Batch;
import dev.trackside.runtime.core.EngineLoop;
import dev.trackside.runtime.core.LoopPort;

/** The batch that an own loop works on. */
final class OpenBatch<X> implements LoopBatch<X> {

    private final EngineLoop loop;
    private final LoopPort port;
    private final Batch view;
    private final X data;

    OpenBatch(EngineLoop loop, LoopPort port, X data) {
        this.loop = loop;
        this.port = port;
        this.view = port.batchView();
        this.data = data;
    }

    @Override
    public X data() {
        return data;
    }

    @Override
    public void record(String metric, double value) {
        port.record(metric, value);
    }

    @Override
    public boolean gradients() {
        return loop.gradients();
    }

    @Override
    public void step() {
        loop.step();
    }

    @Override
    public int index() {
        return view.index();
    }

    @Override
    public int epoch() {
        return view.epoch();
    }

    @Override
    public long steps() {
        return view.steps();
    }

    @Override
    public double examples() {
        return view.examples();
    }

    @Override
    public boolean skipped() {
        return view.skipped();
    }

    @Override
    public boolean complete() {
        return view.complete();
    }

    @Override
    public Batch snapshot() {
        return view.snapshot();
    }

    @Override
    public String toString() {
        return view.toString();
    }
}
