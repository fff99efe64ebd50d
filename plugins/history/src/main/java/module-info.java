/** Keeps every run in an SQLite database, and reads it back. */
module dev.trackside.plugin.history {
    requires transitive dev.trackside;
    requires com.fasterxml.jackson.jr.ob;
    requires java.management;
    requires java.sql;
    requires jdk.management;
    requires org.xerial.sqlitejdbc;

    exports dev.trackside.plugin.history;

    provides dev.trackside.spi.Command with
            dev.trackside.plugin.history.command.RunsCommand;
    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.history.HistoryRecorder_Table;
}
