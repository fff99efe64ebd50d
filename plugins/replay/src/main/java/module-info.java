/** Plays a recorded run back to callbacks, without training. */
module dev.trackside.plugin.replay {
    requires transitive dev.trackside;
    requires transitive dev.trackside.plugin.history;
    requires com.fasterxml.jackson.jr.ob;

    exports dev.trackside.plugin.replay;

    uses dev.trackside.spi.HandlerTable;

    provides dev.trackside.spi.Command with
            dev.trackside.plugin.replay.ReplayCommand;
    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.replay.RecordedMetrics_Table;
}
