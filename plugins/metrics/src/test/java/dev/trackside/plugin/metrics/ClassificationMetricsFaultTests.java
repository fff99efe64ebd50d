package dev.trackside.plugin.metrics;

import dev.trackside.testkit.faults.FaultKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class ClassificationMetricsFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(ClassificationMetrics::new).tests();
    }
}
