/** Tests a range of learning rates and suggests one. */
module dev.trackside.plugin.lrfinder {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.lrfinder;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.lrfinder.LearningRateFinder_Table;
}
