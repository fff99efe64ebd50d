/** Stops a run whose monitored metric no longer improves. */
module dev.trackside.plugin.earlystopping {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.earlystopping;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.earlystopping.EarlyStopping_Table;
}
