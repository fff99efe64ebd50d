/** Clips gradients and measures their norms. */
module dev.trackside.plugin.gradients {
    requires transitive dev.trackside;

    exports dev.trackside.plugin.gradients;

    provides dev.trackside.spi.HandlerTable with
            dev.trackside.plugin.gradients.GradientClip_Table,
            dev.trackside.plugin.gradients.GradientNorm_Table;
}
