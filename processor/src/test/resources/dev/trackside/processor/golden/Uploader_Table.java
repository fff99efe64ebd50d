package p;

import dev.trackside.Attach;
import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Phase;
import dev.trackside.Run;
import dev.trackside.WhenFull;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.Generated;
import dev.trackside.spi.GeneratedTable;
import java.util.concurrent.Executor;

/**
 * Calls the handlers of {@link Uploader}.
 */
@Generated("dev.trackside.processor.TableProcessor")
@SuppressWarnings({"deprecation", "exports", "rawtypes", "removal", "unchecked"})
public final class Uploader_Table extends GeneratedTable {
    /**
     * For the runtime.
     */
    public Uploader_Table() {
        super(Uploader.class,
                plugin("uploader", Phase.REPORT, Attach.ALWAYS),
                withHandlers(
                        on(OnBatchEnd.class, "batch(Batch, double, Run)").metric("loss").needs(Run.class).async(4096, WhenFull.SAMPLE),
                        on(OnBatchEnd.class, "count(long)"),
                        on(OnEpochEnd.class, "flush(Metrics)").allMetrics().async(4096, WhenFull.BLOCK),
                        on(OnTrainEnd.class, "flush(Metrics)").allMetrics().async(4096, WhenFull.BLOCK)),
                withOptions(),
                withStates());
    }

    @Override
    public Object create() {
        return new Uploader();
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((Uploader) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final Uploader target;

        private final int lossSlot;

        private final Run run;

        private final Executor batchExecutor;

        private final Executor flushExecutor;

        private final Executor flushExecutor_;

        Bound(Uploader target, Binder binder) {
            this.target = target;
            this.lossSlot = binder.metric("loss");
            this.run = binder.service(Run.class);
            this.batchExecutor = binder.async(0);
            this.flushExecutor = binder.async(2);
            this.flushExecutor_ = binder.async(3);
        }

        @Override
        public Control call(int handler, Frame frame) {
            return switch (handler) {
                case 0 -> {
                    Batch batch = frame.batch().snapshot();
                    double loss = frame.metric(lossSlot);
                    batchExecutor.execute(() -> target.batch(batch, loss, run));
                    yield null;
                }
                case 1 -> {
                    target.count(frame.step());
                    yield null;
                }
                case 2 -> {
                    Metrics metrics = frame.metrics().snapshot();
                    flushExecutor.execute(() -> target.flush(metrics));
                    yield null;
                }
                case 3 -> {
                    Metrics metrics = frame.metrics().snapshot();
                    flushExecutor_.execute(() -> target.flush(metrics));
                    yield null;
                }
                default -> throw new IndexOutOfBoundsException(handler);
            };
        }
    }
}
