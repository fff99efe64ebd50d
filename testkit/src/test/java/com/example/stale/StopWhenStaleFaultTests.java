package com.example.stale;

import dev.trackside.testkit.faults.FaultKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StopWhenStaleFaultTests {

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(StopWhenStale::new).option("patience", 2).tests();
    }
}
