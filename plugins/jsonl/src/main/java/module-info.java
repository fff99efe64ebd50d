/** Writes what happens in a run as JSON, a line an event. */
module dev.trackside.plugin.jsonl {
    requires transitive dev.trackside;
    requires com.fasterxml.jackson.core;

    exports dev.trackside.plugin.jsonl;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.jsonl.JsonLog_Table;
}
