/** Writes training as log lines. */
module dev.trackside.plugin.log {
    requires transitive dev.trackside;
    requires org.apache.logging.log4j;

    exports dev.trackside.plugin.log;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.log.TrainingLog_Table;
}
