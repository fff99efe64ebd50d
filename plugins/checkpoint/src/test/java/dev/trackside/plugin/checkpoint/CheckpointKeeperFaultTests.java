package dev.trackside.plugin.checkpoint;

import dev.trackside.testkit.faults.FaultKit;
import dev.trackside.testkit.faults.JarFaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class CheckpointKeeperFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(CheckpointKeeper::new).option("keep", 2).tests();
    }

    @TestFactory
    Stream<DynamicTest> isNotDisturbedByBrokenJars() {
        return JarFaultKit.of(Path.of("target/classes"))
                .option("checkpoint.keep", 2)
                .tests();
    }
}
