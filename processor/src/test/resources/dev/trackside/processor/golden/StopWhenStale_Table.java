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
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import dev.trackside.spi.StateSpec;
import dev.trackside.spi.StateValues;
import java.util.List;
import java.util.Optional;

/**
 * Calls the handlers of {@link StopWhenStale}:
 *
 * <ul>
 *   <li>0: {@code check(double, Epoch, Optional<Weights>)} at {@code @OnEpochEnd}
 *   <li>1: {@code staleness()} at {@code @OnEpochEnd}
 * </ul>
 */
@Generated("dev.trackside.processor.TableProcessor")
@SuppressWarnings({"deprecation", "exports", "rawtypes", "removal", "unchecked"})
public final class StopWhenStale_Table extends HandlerTable {
    private static final PluginSpec PLUGIN = new PluginSpec("stop-when-stale", true, Phase.DECIDE, Attach.WHEN_CONFIGURED, FailurePolicy.DETACH, PluginSpec.names(), PluginSpec.names("history"), PluginSpec.names(), PluginSpec.names());

    private static final List<HandlerSpec> HANDLERS = HandlerSpec.list(
            HandlerSpec.on(OnEpochEnd.class, "check(double, Epoch, Optional<Weights>)").filter(2, 1, Integer.MAX_VALUE).metric("val_loss").mayUse(Weights.class).build(),
            HandlerSpec.on(OnEpochEnd.class, "staleness()").produces("staleness").build());

    private static final List<OptionSpec> OPTIONS = OptionSpec.list(
            new OptionSpec("patience", OptionSpec.Kind.SINGLE, int.class, false, false, 1.0, Double.POSITIVE_INFINITY, "Checks in a row without a better value, see stale; at least 1."),
            new OptionSpec("monitors", OptionSpec.Kind.LIST, String.class, false, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ""));

    private static final List<StateSpec> STATES = StateSpec.list(
            new StateSpec("best", "double"),
            new StateSpec("stale", "int"));

    /**
     * For the runtime, which finds tables by name or as services.
     */
    public StopWhenStale_Table() {
    }

    @Override
    public Class<?> handlerClass() {
        return StopWhenStale.class;
    }

    @Override
    public PluginSpec plugin() {
        return PLUGIN;
    }

    @Override
    public List<HandlerSpec> handlers() {
        return HANDLERS;
    }

    @Override
    public List<OptionSpec> options() {
        return OPTIONS;
    }

    @Override
    public List<StateSpec> states() {
        return STATES;
    }

    @Override
    public Object create() {
        return new StopWhenStale();
    }

    @Override
    public Object option(Object target, int index) {
        return switch (index) {
            case 0 -> ((StopWhenStale) target).patience;
            case 1 -> ((StopWhenStale) target).monitors;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public void option(Object target, int index, Object value) {
        switch (index) {
            case 0 -> ((StopWhenStale) target).patience = (int) value;
            case 1 -> ((StopWhenStale) target).monitors = (List<String>) value;
            default -> throw new IndexOutOfBoundsException(index);
        }
    }

    @Override
    public Object state(Object target, int index) {
        return switch (index) {
            case 0 -> ((StopWhenStale) target).best;
            case 1 -> (long) ((StopWhenStale) target).stale;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public void state(Object target, int index, Object value) {
        switch (index) {
            case 0 -> ((StopWhenStale) target).best = StateValues.toDouble(value);
            case 1 -> ((StopWhenStale) target).stale = StateValues.toInt(value);
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
