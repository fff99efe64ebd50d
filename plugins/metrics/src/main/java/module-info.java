/** Measures classification and regression from predictions, and running means. */
module dev.trackside.plugin.metrics {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.metrics;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.metrics.ClassificationMetrics_Table,
            dev.trackside.plugin.metrics.RegressionMetrics_Table,
            dev.trackside.plugin.metrics.RunningMean_Table;
}
