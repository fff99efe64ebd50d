package dev.trackside.cli;

/** What the process ends with. Documented in {@code trackside --help}. */
final class ExitCodes {

    /** The run completed or a callback stopped it; the command did what it was asked. */
    static final int OK = 0;

    /** The training, the engine or a callback failed. */
    static final int FAILED = 1;

    /** The command line or the configuration is wrong; no training was begun. */
    static final int USAGE = 2;

    /** Ctrl-C. What shells use for it: 128 and the number of the signal. */
    static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
