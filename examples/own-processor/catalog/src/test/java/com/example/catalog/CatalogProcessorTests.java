package com.example.catalog;

import dev.trackside.processor.testkit.Compiling;
import org.junit.jupiter.api.Test;

// docs: tests
class CatalogProcessorTests {

    @Test
    void writesWhatACallbackTakesAndWhen() {
        Compiling.source("""
                package p;
                import dev.trackside.*;
                /** Stops. */
                @Plugin("stop")
                class Stop {
                    /** Epochs to wait. */
                    @Option int patience = 5;
                    /** Compares. */
                    @OnEpochEnd(every = 2)
                    Control check(@Metric("val_loss") double loss) { return Control.proceed(); }
                }
                """)
                .processedBy(new CatalogProcessor())
                .compile()
                .compilesCleanly()
                .resource("META-INF/callbacks.md")
                .equalTo("""
                        # Callbacks

                        ## Stop (plugin `stop`, decide)

                        Stops.

                        - @OnEpochEnd, every = 2: `check(double)` with val_loss. Compares.
                        - option `patience` (int): Epochs to wait.
                        """);
    }

    @Test
    void wantsADescription() {
        Compiling.source("""
                package p;
                class Silent { // ERROR no-description at 'class'
                    @dev.trackside.OnTrainEnd void end() {}
                }
                """)
                .processedBy(new CatalogProcessor())
                .compile()
                .reportsExactlyTheMarkedFindings();
    }
}
// docs: end
