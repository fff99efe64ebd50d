/** Writes the metrics of a run as CSV, a row an epoch or batch. */
module dev.trackside.plugin.csv {
    requires transitive dev.trackside;
    requires de.siegmar.fastcsv;

    exports dev.trackside.plugin.csv;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.csv.CsvLog_Table;
}
