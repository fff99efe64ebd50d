package dev.trackside.plugin.replay;

import dev.trackside.Attach;
import dev.trackside.Decision;
import dev.trackside.MetricWriter;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Run;
import java.util.List;

/**
 * Produces, at the events of a replay, the metrics that are no means over batches: those that callbacks had measured, and those that a loop of one's own had
 * recorded for a whole epoch. {@code trackside replay} attaches it; in code it is {@link ReplayEngine#recordedMetrics}.
 */
@Plugin(value = "recorded-metrics", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED, produces = "{names}")
public final class RecordedMetrics {

    /** The metrics to produce. */
    @Option
    List<String> names = List.of();

    /** For the runtime, which creates plugins. */
    public RecordedMetrics() {}

    @OnTrainBegin
    void trainBegins(Run run, Playhead playhead) {
        playhead.begins(run);
    }

    @OnDecision
    void decided(Decision decision, Playhead playhead) {
        playhead.decided(decision);
    }

    @OnBatchEnd
    void batchEnds(MetricWriter writer, Playhead playhead) {
        write(writer, playhead);
    }

    @OnValidationBatchEnd
    void validationBatchEnds(MetricWriter writer, Playhead playhead) {
        write(writer, playhead);
    }

    @OnValidationEnd
    void validationEnds(MetricWriter writer, Playhead playhead) {
        write(writer, playhead);
    }

    @OnEpochEnd
    void epochEnds(MetricWriter writer, Playhead playhead) {
        write(writer, playhead);
    }

    private void write(MetricWriter writer, Playhead playhead) {
        for (String name : names) {
            playhead.value(name).ifPresent(value -> writer.write(name, value));
        }
    }
}
