package p;

import dev.trackside.Attach;
import dev.trackside.Control;
import dev.trackside.FailurePolicy;
import dev.trackside.OnEpochEnd;
import dev.trackside.Phase;
import dev.trackside.Weights;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import dev.trackside.spi.Generated;
import dev.trackside.spi.GeneratedTable;
import dev.trackside.spi.StateValues;
import java.util.List;
import java.util.Optional;

/**
 * Calls the handlers of {@link StopWhenStale}.
 */
@Generated("dev.trackside.processor.TableProcessor")
@SuppressWarnings({"deprecation", "exports", "rawtypes", "removal", "unchecked"})
public final class StopWhenStale_Table extends GeneratedTable {
    /**
     * For the runtime.
     */
    public StopWhenStale_Table() {
        super(StopWhenStale.class,
                plugin("stop-when-stale", Phase.DECIDE, Attach.WHEN_CONFIGURED).onFailure(FailurePolicy.DETACH).after("history"),
                withHandlers(
                        on(OnEpochEnd.class, "check(double, Epoch, Optional<Weights>)").filter(2, 1, Integer.MAX_VALUE).metric("val_loss").mayUse(Weights.class),
                        on(OnEpochEnd.class, "staleness()").produces("staleness")),
                withOptions(
                        option("patience", int.class).min(1.0).about("Checks in a row without a better value, see stale; at least 1."),
                        option("monitors", String.class).list()),
                withStates(
                        state("best", "double"),
                        state("stale", "int")));
    }

    @Override
    public Object create() {
        return new StopWhenStale();
    }

    @Override
    public Object option(Object target, int index) {
        StopWhenStale it = (StopWhenStale) target;
        return switch (index) {
            case 0 -> it.patience;
            case 1 -> it.monitors;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public void option(Object target, int index, Object value) {
        StopWhenStale it = (StopWhenStale) target;
        switch (index) {
            case 0 -> it.patience = (int) value;
            case 1 -> it.monitors = (List<String>) value;
            default -> throw new IndexOutOfBoundsException(index);
        }
    }

    @Override
    public Object state(Object target, int index) {
        StopWhenStale it = (StopWhenStale) target;
        return switch (index) {
            case 0 -> it.best;
            case 1 -> (long) it.stale;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public void state(Object target, int index, Object value) {
        StopWhenStale it = (StopWhenStale) target;
        switch (index) {
            case 0 -> it.best = StateValues.toDouble(value);
            case 1 -> it.stale = StateValues.toInt(value);
            default -> throw new IndexOutOfBoundsException(index);
        }
    }

    @Override
    public BoundHandlers bind(Object target, Binder binder) {
        return new Bound((StopWhenStale) target, binder);
    }

    private static final class Bound extends BoundHandlers {
        private final StopWhenStale target;

        private final int valLossSlot;

        private final Optional<Weights> optionalWeights;

        private final int stalenessProduced;

        Bound(StopWhenStale target, Binder binder) {
            this.target = target;
            this.valLossSlot = binder.metric("val_loss");
            this.optionalWeights = binder.optional(Weights.class);
            this.stalenessProduced = binder.produced("staleness");
        }

        @Override
        public Control call(int handler, Frame frame) {
            return switch (handler) {
                case 0 -> target.check(frame.metric(valLossSlot), frame.epoch(), optionalWeights);
                case 1 -> {
                    frame.produce(stalenessProduced, target.staleness());
                    yield null;
                }
                default -> throw new IndexOutOfBoundsException(handler);
            };
        }
    }
}
