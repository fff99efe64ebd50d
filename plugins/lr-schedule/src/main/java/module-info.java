/** Moves the learning rate along a schedule. */
module dev.trackside.plugin.lrschedule {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.lrschedule;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.lrschedule.LearningRateSchedule_Table;
    provides dev.trackside.spi.Command with
            dev.trackside.plugin.lrschedule.ScheduleCommand;
}
