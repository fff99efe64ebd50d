package dev.trackside.testkit.contract;

import dev.trackside.spi.Binder;
import dev.trackside.spi.Frame;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.OptionSpec;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dispatches to {@link MetricProbe}. */
public final class MetricProbe_Table extends ProbeTable<OptionalDouble> {

    private static final String OPTION = "metric";

    /** For the run. */
    public MetricProbe_Table() {
        super(MetricProbe.class, "metric-probe", OptionalDouble.class, EventName.LOOP);
    }

    @Override
    void take(HandlerSpec.Builder handler) {
        handler.optionalMetricOfOption(OPTION);
    }

    @Override
    Function<Frame, OptionalDouble> lender(Binder binder) {
        int slot = binder.metricOfOption(OPTION);
        return frame -> frame.optionalMetric(slot);
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(new OptionSpec(
                OPTION,
                OptionSpec.Kind.SINGLE,
                String.class,
                false,
                true,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "the metric to take"));
    }

    @Override
    public @Nullable Object option(Object target, int index) {
        return ((MetricProbe) target).metric();
    }

    @Override
    public void option(Object target, int index, @Nullable Object value) {
        ((MetricProbe) target).metric(String.valueOf(value));
    }
}
