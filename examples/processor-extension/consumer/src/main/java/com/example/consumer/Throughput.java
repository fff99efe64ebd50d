package com.example.consumer;

import com.example.metricskit.Unit;
import dev.trackside.Console;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;

// docs: the handler
/** Prints a metric with its unit, which the extension has written down. */
final class Throughput {

    @OnEpochEnd
    void report(@Metric("answers") @Unit("1/s") double answers, Console console) {
        console.line("%.1f %s".formatted(answers, Throughput_Units.of("answers")));
    }
}
// docs: end
