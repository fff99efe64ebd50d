/** Shows how far a run is. */
module dev.trackside.plugin.progress {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.progress;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.progress.ProgressBar_Table;
}
