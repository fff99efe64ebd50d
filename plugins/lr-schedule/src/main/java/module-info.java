/** Moves the learning rate along a schedule, and tests a range of rates to begin with. */
module dev.trackside.plugin.lrschedule {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.lrfinder;
    exports dev.trackside.plugin.lrschedule;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.lrfinder.LearningRateFinder_Table,
            dev.trackside.plugin.lrschedule.LearningRateSchedule_Table;
    provides dev.trackside.spi.Command with
            dev.trackside.plugin.lrschedule.ScheduleCommand;
}
