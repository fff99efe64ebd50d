package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.Attachment;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.Run;
import java.util.concurrent.CountDownLatch;

/** Does one of the things that a plugin should not do, at each epoch end. */
@Plugin(value = "sample-rogue", attach = Attach.WHEN_CONFIGURED)
public final class Rogue {

    /** What it does. */
    public enum Fault {
        /** An exception. */
        THROWS,
        /** An error of its own. */
        ERROR,
        /** Calls itself until there is no stack left. */
        OVERFLOWS,
        /** Asks for more memory than there is. */
        EXHAUSTS_MEMORY,
        /** Waits for ever, until it is interrupted. */
        HANGS,
        /** Waits for ever, and gives nothing on interrupts, as long as the system property {@code trackside.test.go} is not there. */
        HANGS_DEAFLY,
        /** Ends the program with the exit code 7. */
        EXITS,
        /** Ends the program from a thread of its own. */
        EXITS_ELSEWHERE,
        /** Leaves the thread that trains interrupted. */
        LEAVES_AN_INTERRUPT,
        /** Swallows an interrupt that was there. */
        TAKES_AN_INTERRUPT,
        /** Starts a thread that never ends. */
        LEAVES_A_THREAD,
        /** Leaves another context class loader behind. */
        LEAVES_A_LOADER,
        /** Attaches another callback, and detaches it at the next event. */
        ATTACHES
    }

    @Option
    Fault fault = Fault.THROWS;

    private Attachment guest;

    @OnEpochBegin
    void begin() {
        if (guest != null) {
            guest.detach();
            guest = null;
        }
    }

    @OnEpochEnd
    void misbehave(Run run) {
        switch (fault) {
            case THROWS -> throw new IllegalStateException("no reason");
            case ERROR -> throw new AssertionError("no reason");
            case OVERFLOWS -> overflow(1);
            case EXHAUSTS_MEMORY -> System.setProperty("trackside.test.size", "" + new long[Integer.MAX_VALUE].length);
            case HANGS -> hang();
            case HANGS_DEAFLY -> {
                while (System.getProperty("trackside.test.go") == null) {
                    Thread.onSpinWait();
                }
            }
            case EXITS -> System.exit(7);
            case EXITS_ELSEWHERE -> {
                new Thread(() -> System.exit(8), "rogue-exit").start();
                hang();
            }
            case LEAVES_AN_INTERRUPT -> Thread.currentThread().interrupt();
            case TAKES_AN_INTERRUPT -> System.setProperty("trackside.test.interrupted", "" + Thread.interrupted());
            case LEAVES_A_THREAD -> {
                Thread thread = new Thread(Rogue::hang, "rogue-worker");
                thread.setDaemon(true);
                thread.start();
            }
            case LEAVES_A_LOADER -> Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
            case ATTACHES -> guest = run.attach("guest-" + run.summary().epochs(), new Guest());
        }
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + overflow(depth + 2);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", end);
        }
    }

    /** Is attached in the middle of an event. */
    public static final class Guest {

        @OnEpochEnd
        void end() {
            throw new IllegalStateException("detached before it hears anything");
        }
    }
}
