package dev.trackside.cli;

import dev.trackside.runtime.console.Consoles;
import dev.trackside.runtime.console.PlainConsole;
import dev.trackside.runtime.console.ProcessConsole;
import dev.trackside.spi.UsageException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.apache.logging.log4j.LogManager;

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
        List<String> arguments = List.of(args);
        boolean json;
        try {
            // Before anything logs: the logging library reads its configuration once.
            LogSwitches.apply(arguments, System.getProperties());
            json = LogSwitches.format(arguments, System.getProperties()) == LogSwitches.Format.JSON;
        } catch (UsageException wrong) {
            new Failures(writer(System.err), false, new Masking()).print(wrong);
            return ExitCodes.USAGE;
        }
        return json ? runForPrograms(args) : run(args, Consoles.ofProcess());
    }

    private static int run(String[] args, ProcessConsole console) {
        // Before anything logs: the logging library takes System.err once.
        Consoles.Redirection redirection = console.interactive() ? Consoles.redirectSystemStreams(console) : () -> {};
        try (console;
                redirection) {
            return run(args, console, writer(System.out), writer(System.err));
        }
    }

    /** Standard output has nothing but lines of JSON: what the training tells, and what anybody prints, is logged. */
    private static int runForPrograms(String[] args) {
        PrintWriter out = writer(System.out);
        PrintWriter err = writer(System.err);
        ProcessConsole plain =
                new PlainConsole(System.out, System.err, Consoles.ofProcess().width());
        LogManager.getLogger(Main.class).debug("Log messages are lines of JSON");
        ProcessConsole console = new LoggingConsole(plain);
        Consoles.Redirection redirection = Consoles.redirectSystemStreams(console);
        try (console;
                redirection) {
            return run(args, console, out, err);
        }
    }

    private static int run(String[] args, ProcessConsole console, PrintWriter out, PrintWriter err) {
        Interrupts interrupts = new Interrupts(console, () -> halt(console));
        Signals.passTo(interrupts);
        if (console.interactive() && System.getenv("COLUMNS") == null) { // who says a width means it
            Signals.onResize(() -> WindowWidth.now().ifPresent(console::resized));
        }
        CliContext context = new CliContext(console, interrupts, Main.class.getClassLoader());
        try {
            return new Cli(context).commandLine(args).setOut(out).setErr(err).execute(args);
        } catch (Error fatal) {
            // picocli handles exceptions only; a class that is missing in a plugin or engine comes this way.
            new Failures(err, List.of(args).contains("--debug"), context.masking()).print(fatal);
            return ExitCodes.FAILED;
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
