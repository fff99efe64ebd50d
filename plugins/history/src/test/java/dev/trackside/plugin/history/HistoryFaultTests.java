package dev.trackside.plugin.history;

import dev.trackside.testkit.faults.Fault;
import dev.trackside.testkit.faults.FaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugin under each fault of the fault kit. */
class HistoryFaultTests {

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(HistoryRecorder::new)
                .option("file", folder.resolve("history.db"))
                .except(
                        Fault.TWO_INSTANCES,
                        "a run is recorded in a file once; the second callback is told to name another")
                .tests();
    }
}
