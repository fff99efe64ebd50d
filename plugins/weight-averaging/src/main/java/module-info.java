/** Averages weights over steps (EMA) or epochs (SWA). */
module dev.trackside.plugin.weightaveraging {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.weightaveraging;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.weightaveraging.Ema_Table,
            dev.trackside.plugin.weightaveraging.Swa_Table;
}
