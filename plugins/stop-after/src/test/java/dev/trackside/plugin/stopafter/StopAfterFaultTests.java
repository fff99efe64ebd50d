package dev.trackside.plugin.stopafter;

import dev.trackside.testkit.faults.FaultKit;
import dev.trackside.testkit.faults.JarFaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class StopAfterFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(StopAfter::new).option("steps", 10).tests();
    }

    @TestFactory
    Stream<DynamicTest> isNotDisturbedByBrokenJars() {
        return JarFaultKit.of(Path.of("target/classes"))
                .option("stop-after.batches", 5)
                .tests();
    }
}
