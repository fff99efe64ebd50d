/** Starts runs: finds, configures, orders and calls callbacks, and records what they decide. */
@SuppressWarnings("module") // the modules named below are built after this one
module dev.trackside.run {
    requires transitive dev.trackside;
    requires static org.jspecify;
    requires org.apache.logging.log4j;
    requires org.snakeyaml.engine.v2;
    requires com.fasterxml.jackson.jr.ob;
    requires io.github.classgraph;

    exports dev.trackside.run;
    // For the command line and the testkit, which are built with this module.
    exports dev.trackside.runtime.config to
            dev.trackside.cli,
            dev.trackside.testkit;
    exports dev.trackside.runtime.loading to
            dev.trackside.cli;
    exports dev.trackside.runtime.discovery to
            dev.trackside.cli;
    exports dev.trackside.runtime.selection to
            dev.trackside.cli;
    exports dev.trackside.runtime.doctor to
            dev.trackside.cli;
    exports dev.trackside.runtime.ordering to
            dev.trackside.cli;
    exports dev.trackside.runtime.trust to
            dev.trackside.cli;
    exports dev.trackside.runtime.lineage to
            dev.trackside.cli;
    exports dev.trackside.runtime.console to
            dev.trackside.cli;
    exports dev.trackside.runtime.checkpoint to
            dev.trackside.cli,
            dev.trackside.testkit;

    uses dev.trackside.spi.HandlerTable;
}
