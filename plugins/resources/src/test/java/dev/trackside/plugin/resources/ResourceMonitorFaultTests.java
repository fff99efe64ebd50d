package dev.trackside.plugin.resources;

import dev.trackside.testkit.faults.FaultKit;
import dev.trackside.testkit.faults.JarFaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit; what the machine is like must not decide what is printed. */
class ResourceMonitorFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(ResourceMonitor::new)
                .option("every", "0s")
                .option("warn-disk-below", "0B")
                .option("warn-heap-above", "100%")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> isNotDisturbedByBrokenJars() {
        return JarFaultKit.of(Path.of("target/classes"))
                .option("resources.every", "0s")
                .tests();
    }
}
