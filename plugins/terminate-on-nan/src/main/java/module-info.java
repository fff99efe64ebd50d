/** Stops a run whose metrics or gradients are no numbers any more, and acts on spikes of the loss. */
module dev.trackside.plugin.terminateonnan {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.terminateonnan;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.terminateonnan.TerminateOnNan_Table;
}
