package dev.trackside.plugin.jsonl;

import dev.trackside.testkit.faults.Fault;
import dev.trackside.testkit.faults.FaultKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plugin under each fault of the fault kit. */
class JsonLogFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(JsonLog::new)
                .option("every-batches", 1)
                .except(Fault.TWO_INSTANCES, "a file has one writer; the second callback is told to name another")
                .tests();
    }
}
