package dev.trackside.cli;

import dev.trackside.runtime.console.Consoles;
import dev.trackside.runtime.console.ProcessConsole;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

/** Starts the {@code trackside} command. */
public final class Main {

    /** How long the console may take to end its live line when the process is to end at once. */
    private static final long CLOSING_MILLIS = 200;

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args see {@code trackside --help}
     */
    public static void main(String[] args) {
        int code = run(args);
        System.out.flush();
        System.err.flush();
        System.exit(code);
    }

    private static int run(String[] args) {
        // Before anything logs: the logging library takes System.err once.
        ProcessConsole console = Consoles.ofProcess();
        Consoles.Redirection redirection = console.interactive() ? Consoles.redirectSystemStreams(console) : () -> {};
        try (console;
                redirection) {
            Interrupts interrupts = new Interrupts(console, () -> halt(console));
            Signals.passTo(interrupts);
            CliContext context = new CliContext(console, interrupts, Main.class.getClassLoader());
            PrintWriter err = writer(System.err);
            try {
                return new Cli(context)
                        .commandLine()
                        .setOut(writer(System.out))
                        .setErr(err)
                        .execute(args);
            } catch (Error fatal) {
                // picocli handles exceptions only; a class that is missing in a plugin or engine comes this way.
                new Failures(err, List.of(args).contains("--debug")).print(fatal);
                return ExitCodes.FAILED;
            }
        }
    }

    /** Ends the process even if somebody hangs in the middle of printing. */
    private static void halt(ProcessConsole console) {
        Thread closing = new Thread(console::close, "trackside-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
    }

    /** Text as text, so that the stream encodes it as it encodes everything else. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new StreamWriter(stream), true);
    }
}
