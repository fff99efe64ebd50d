package dev.trackside.plugin.terminateonnan;

import dev.trackside.testkit.faults.FaultKit;
import dev.trackside.testkit.faults.JarFaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class TerminateOnNanFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(TerminateOnNan::new)
                .option("every-metric", true)
                .option("spike-window", 3)
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> isNotDisturbedByBrokenJars() {
        return JarFaultKit.of(Path.of("target/classes"))
                .option("terminate-on-nan.every-metric", true)
                .tests();
    }
}
