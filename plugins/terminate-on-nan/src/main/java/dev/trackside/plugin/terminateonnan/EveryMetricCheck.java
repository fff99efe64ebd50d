package dev.trackside.plugin.terminateonnan;

import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnValidationEnd;
import java.util.OptionalDouble;

/** Stops a run one of whose metrics is no number, whichever it is. */
final class EveryMetricCheck {

    @OnBatchEnd
    Control batchEnds(Epoch epoch, Batch batch, Metrics metrics) {
        return check(metrics, Place.of(epoch, batch));
    }

    @OnValidationEnd
    Control validationEnds(Epoch epoch, Metrics metrics) {
        return check(metrics, "the validation of epoch " + epoch.number());
    }

    @OnEpochEnd
    Control epochEnds(Epoch epoch, Metrics metrics) {
        return check(metrics, "the end of epoch " + epoch.number());
    }

    private static Control check(Metrics metrics, String place) {
        for (String name : metrics.names()) {
            OptionalDouble value = metrics.find(name);
            if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
                return Control.stop("%s is %s at %s".formatted(name, value.getAsDouble(), place))
                        .because(Poison.METRIC);
            }
        }
        return Control.proceed();
    }
}
