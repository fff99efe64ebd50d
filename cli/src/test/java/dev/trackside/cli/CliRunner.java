package dev.trackside.cli;

import dev.trackside.runtime.console.PlainConsole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Runs the command in this process. */
final class CliRunner {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int code = -1;

    static CliRunner run(String... args) {
        CliRunner runner = new CliRunner();
        PrintStream outStream = new PrintStream(runner.out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(runner.err, true, StandardCharsets.UTF_8);
        PlainConsole console = new PlainConsole(outStream, errStream, 100);
        Interrupts interrupts = new Interrupts(console, () -> {
            throw new AssertionError("halted");
        });
        CliContext context = new CliContext(console, interrupts, CliRunner.class.getClassLoader());
        runner.code = new Cli(context)
                .commandLine(args)
                .setOut(new PrintWriter(new StreamWriter(outStream), true))
                .setErr(new PrintWriter(new StreamWriter(errStream), true))
                .execute(args);
        return runner;
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Standard error without the warnings of the broken commands that the tests have on their class path. */
    String errors() {
        return err().lines()
                .filter(line -> !line.startsWith("warning: "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }
}
