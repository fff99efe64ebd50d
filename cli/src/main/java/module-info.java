/** The {@code trackside} command. */
module dev.trackside.cli {
    requires static org.jspecify;
    requires dev.trackside;
    requires dev.trackside.run;
    requires com.fasterxml.jackson.jr.ob;
    requires info.picocli;
    // Signals, by reflection.
    requires jdk.unsupported;
    requires org.apache.logging.log4j;

    // picocli sets the fields of commands.
    opens dev.trackside.cli to
            info.picocli;

    uses dev.trackside.spi.Command;
    uses dev.trackside.spi.EngineProvider;
}
