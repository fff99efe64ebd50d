package dev.trackside.cli;

import dev.trackside.Console;
import dev.trackside.Run;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C: the first one asks the run to end soon, a second one ends the process at once. Before a run has begun the first one ends the
 * process too. Usable from any thread.
 */
final class Interrupts {

    private final Console console;
    private final Runnable halt;
    private @Nullable Run run;
    private boolean asked;

    /**
     * Creates it; nothing is caught yet.
     *
     * @param console where the person is told
     * @param halt ends the process at once
     */
    Interrupts(Console console, Runnable halt) {
        this.console = console;
        this.halt = halt;
    }

    /** Begins to pass signals on to a run. */
    synchronized void begin(Run begun) {
        run = begun;
    }

    /** Ends that; a signal from now on ends the process. */
    synchronized void end() {
        run = null;
    }

    /**
     * A signal has come.
     *
     * @param reason what it is, for people: {@code Ctrl-C}
     */
    void signal(String reason) {
        Run target;
        synchronized (this) {
            target = asked ? null : run;
            asked = true;
        }
        if (target == null) {
            halt.run();
            return;
        }
        target.interrupt(reason);
        console.line(reason + ": the run ends after this batch and keeps what it has. Once more ends it at once.");
    }
}
