package dev.trackside.processor.testkit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * An error or warning of a compilation.
 *
 * @param severity whether it is an error or a warning
 * @param id the id in a message that begins with {@code [tool:id]}; of javac's own messages its code, e.g. {@code compiler.err.cant.resolve}
 * @param file the path of the source; empty if it has no place
 * @param line the line, from 1; 0 if it has no place
 * @param column the column, from 1; 0 if it has no place
 * @param message the message
 * @since 0.1
 */
public record Finding(Severity severity, String id, String file, long line, long column, String message) {

    private static final Pattern TAG = Pattern.compile("^(?:\\w+: )?\\[[\\w.-]+:([\\w.-]+)]");

    /** How bad a finding is. */
    public enum Severity {
        /** The compilation fails. */
        ERROR,
        /** The compilation goes on. */
        WARNING
    }

    static Finding of(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ENGLISH);
        Matcher tag = TAG.matcher(message);
        boolean placed = diagnostic.getPosition() != Diagnostic.NOPOS;
        JavaFileObject source = diagnostic.getSource();
        return new Finding(
                diagnostic.getKind() == Diagnostic.Kind.ERROR ? Severity.ERROR : Severity.WARNING,
                tag.find() ? tag.group(1) : diagnostic.getCode(),
                source == null ? "" : source.toUri().getPath().substring(1),
                placed ? diagnostic.getLineNumber() : 0,
                placed ? diagnostic.getColumnNumber() : 0,
                message);
    }

    /** Place, severity and id: what a marker can say. */
    String key() {
        return "%s:%d:%d %s %s".formatted(file, line, column, severity, id);
    }

    @Override
    public String toString() {
        return key() + "\n    " + message;
    }
}
