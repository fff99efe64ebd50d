package dev.trackside.processor;

import dev.trackside.processor.checks.Diagnostic;
import java.io.IOException;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Runs the steps of a processor so that no fault in one ends the compiler: the user's own errors are yet to be printed. */
final class Guard {

    /** A step that may fail in any way. */
    interface Step {
        void run() throws IOException;
    }

    private final Messager messager;

    Guard(Messager messager) {
        this.messager = messager;
    }

    /** Runs a step; a fault is reported on the element, with what could not be done, and goes no further. */
    void run(String what, @Nullable Element at, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | LinkageError | AssertionError | StackOverflowError fault) {
            report(at, message(what, fault));
        }
    }

    private static String message(String what, Throwable fault) {
        // How javac says that a class file names another one that is not on the class path; it has no public type.
        if (fault.getClass().getSimpleName().equals("CompletionFailure")) {
            return Diagnostic.UNRESOLVED_TYPE.message(
                    String.valueOf(fault.getMessage()), "a class on the class path", what);
        }
        StackTraceElement[] trace = fault.getStackTrace();
        return Diagnostic.PROCESSOR_FAILED.message(what, fault + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    private void report(@Nullable Element at, String message) {
        if (at == null) {
            messager.printMessage(Kind.ERROR, message);
        } else {
            messager.printMessage(Kind.ERROR, message, at);
        }
    }
}
