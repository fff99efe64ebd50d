package dev.trackside.processor;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What extensions throw, and what of it people need to see. */
final class Faults {

    private static final int FRAMES = 20;

    private Faults() {}

    /** An error of the virtual machine is nobody's own, but for an endless recursion. */
    static void rethrowIfFatal(Throwable fault) {
        if (fault instanceof VirtualMachineError fatal && !(fault instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** The fault in one line. Its message is code of strangers, too. */
    static String words(Throwable fault) {
        try {
            return fault.toString();
        } catch (Throwable another) {
            rethrowIfFatal(another);
            return fault.getClass().getName();
        }
    }

    /** The fault and its causes, with their frames down to the call of the extension. */
    static String trace(Throwable fault) {
        String frames = Stream.of(fault.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith(ExtensionHost.class.getName()))
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        Throwable cause = fault.getCause();
        return "\n  " + words(fault) + frames + (cause == null ? "" : "\n  caused by" + trace(cause));
    }

    /** One that comes of another version of this interface, or of a library, says little by itself. */
    static String hint(Throwable fault) {
        return fault instanceof LinkageError
                ? " It may have been built for another version of Trackside: align the two."
                : "";
    }
}
