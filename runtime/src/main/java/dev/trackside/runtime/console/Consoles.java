package dev.trackside.runtime.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes the console of this process. */
public final class Consoles {

    /** There is one terminal, so there is one writer to it. */
    private static final AtomicReference<@Nullable TerminalConsole> TERMINAL = new AtomicReference<>();

    private Consoles() {}

    /**
     * The console over what {@code System.out} and {@code System.err} are now.
     *
     * @return the one {@link TerminalConsole} if a person looks on, else a {@link PlainConsole}
     */
    public static ProcessConsole ofProcess() {
        TerminalConsole terminal = TERMINAL.get();
        if (terminal != null) {
            return terminal;
        }
        TerminalRules rules = TerminalRules.ofProcess();
        if (!rules.interactive()) {
            return new PlainConsole(System.out, System.err, rules.width());
        }
        TERMINAL.compareAndSet(null, new TerminalConsole(System.out, System.err, rules.width()));
        return ofProcess();
    }

    /**
     * Sends what is printed to {@code System.out} and {@code System.err} to a console, line by line, so that it does not fight with the live
     * region. Log messages come along if the logging library takes its stream after that.
     *
     * @param console the console of this process
     * @return puts the streams back and passes on what has no line end yet
     */
    public static Redirection redirectSystemStreams(ProcessConsole console) {
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        PrintStream out = stream(new LineStream(console::line));
        PrintStream err = stream(new LineStream(console::error));
        System.setOut(out);
        System.setErr(err);
        return () -> {
            System.setOut(oldOut);
            System.setErr(oldErr);
            out.close();
            err.close();
        };
    }

    /** Ends when it is closed. */
    @FunctionalInterface
    public interface Redirection extends AutoCloseable {

        @Override
        void close();
    }

    private static PrintStream stream(OutputStream lines) {
        return new PrintStream(lines, true, StandardCharsets.UTF_8);
    }
}
