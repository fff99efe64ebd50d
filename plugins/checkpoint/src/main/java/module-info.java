/** Decides when a checkpoint is written, how it is named, and which ones are kept. */
module dev.trackside.plugin.checkpoint {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.checkpoint;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.checkpoint.CheckpointKeeper_Table;
}
