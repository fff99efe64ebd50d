package dev.trackside.testkit.contract;

import java.util.OptionalDouble;

/** Takes one metric, which its option names, at each event. */
final class MetricProbe extends Probe<OptionalDouble> {

    private String metric = "";

    String metric() {
        return metric;
    }

    void metric(String name) {
        metric = name;
    }
}
