package dev.trackside.plugin.metrics;

import dev.trackside.testkit.faults.FaultKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class RunningMeanFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(RunningMean::new).tests();
    }
}
