package dev.trackside.plugin.report;

import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.testkit.faults.FaultKit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugin under each fault of the fault kit, beside the history that it reads. */
class ReportFaultTests {

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> survives() {
        return FaultKit.of(Report::new)
                .in(run -> run.attach("history", new HistoryRecorder())
                        .option("history.file", folder.resolve("history.db")))
                .tests();
    }
}
