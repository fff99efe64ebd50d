/** Stops a run after so many epochs, batches or steps, after some time, or at a time of day. */
module dev.trackside.plugin.stopafter {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.stopafter;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.stopafter.StopAfter_Table;
}
