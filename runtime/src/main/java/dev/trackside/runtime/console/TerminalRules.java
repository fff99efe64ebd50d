package dev.trackside.runtime.console;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether standard output is a terminal that can redraw a line, and how wide it is.
 *
 * @param properties the system properties
 * @param environment the environment variables
 * @param javaConsole whether Java has a console
 * @param javaVersion the version of Java, e.g. 17
 */
record TerminalRules(
        Function<String, @Nullable String> properties,
        Function<String, @Nullable String> environment,
        boolean javaConsole,
        int javaVersion) {

    /** Set by {@code ./trackside}, which can ask the system: {@code true} or {@code false}. */
    static final String TERMINAL = "trackside.terminal";
    /** Set by {@code ./trackside}: the width when it started. */
    static final String COLUMNS = "trackside.columns";

    private static final int DEFAULT_WIDTH = 80;

    // That it may be there without a terminal is what javaVersion is for.
    @SuppressWarnings("SystemConsoleNull")
    static TerminalRules ofProcess() {
        return new TerminalRules(
                System::getProperty,
                System::getenv,
                System.console() != null,
                Runtime.version().feature());
    }

    boolean interactive() {
        return isTerminal() && canRedraw() && !continuousIntegration() && !notebook();
    }

    int width() {
        int columns = number(environment.apply("COLUMNS"));
        if (columns == 0) {
            columns = number(properties.apply(COLUMNS));
        }
        return columns == 0 ? DEFAULT_WIDTH : columns;
    }

    private boolean isTerminal() {
        String told = properties.apply(TERMINAL);
        if (told != null) {
            return told.equals("true");
        }
        // From 22 to 24 Java has a console even if nothing is a terminal.
        return javaConsole && (javaVersion < 22 || javaVersion > 24);
    }

    private boolean canRedraw() {
        String term = environment.apply("TERM");
        if (term == null || term.isEmpty()) {
            // Only Windows does without TERM; its newer terminal says so.
            return environment.apply("WT_SESSION") != null;
        }
        return !term.equals("dumb");
    }

    private boolean continuousIntegration() {
        String ci = environment.apply("CI");
        return ci != null && !ci.isEmpty() && !ci.toLowerCase(Locale.ROOT).equals("false");
    }

    /**
     * What {@code !command} starts in a cell has a terminal, as IPython makes one, but the cell shows what comes out of it without moving a cursor. Kernels
     * are told by what starts them (Jupyter, Colab, Kaggle) or by what IPython sets in them.
     */
    private boolean notebook() {
        String backend = environment.apply("MPLBACKEND");
        return isSet("JPY_PARENT_PID")
                || isSet("COLAB_RELEASE_TAG")
                || isSet("KAGGLE_KERNEL_RUN_TYPE")
                || (backend != null && backend.startsWith("module://matplotlib_inline"));
    }

    private boolean isSet(String variable) {
        String value = environment.apply(variable);
        return value != null && !value.isEmpty();
    }

    private static int number(@Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,4}")) {
            return 0;
        }
        return Integer.parseInt(text);
    }
}
