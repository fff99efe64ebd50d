/** Measures processor, memory, garbage collection and disk, by name for all other callbacks. */
module dev.trackside.plugin.resources {
    requires transitive dev.trackside;
    requires java.management;
    requires jdk.management;

    exports dev.trackside.plugin.resources;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.resources.ResourceMonitor_Table;
}
