package dev.trackside.plugin.gradients;

import dev.trackside.testkit.faults.FaultKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class GradientNormFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(GradientNorm::new).tests();
    }
}
