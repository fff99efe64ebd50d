/** Lowers the learning rate when a monitored metric no longer improves. */
module dev.trackside.plugin.reducelronplateau {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.reducelronplateau;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.reducelronplateau.ReduceLearningRateOnPlateau_Table;
}
