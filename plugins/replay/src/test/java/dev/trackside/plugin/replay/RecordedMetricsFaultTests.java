package dev.trackside.plugin.replay;

import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.testkit.faults.FaultKit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RecordedMetricsFaultTests {

    /** A record that shows one batch for ever. */
    private static Playhead playhead() {
        Playhead playhead = new Playhead(Instant.EPOCH);
        playhead.at(new RecordedEvent(
                RecordedEvent.Kind.BATCH, 0, 0, 1, 1, 1, false, true, Map.of("recorded", 1.0, "other", Double.NaN)));
        return playhead;
    }

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(RecordedMetrics::new)
                .option("names", List.of("recorded", "other"))
                .in(run -> run.with(builder -> builder.offers(Playhead.class, playhead())))
                .tests();
    }
}
