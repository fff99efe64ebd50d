package dev.trackside.processor;

import static java.util.Objects.requireNonNull;

import dev.trackside.processor.checks.Severity;
import dev.trackside.processor.extension.Report;
import dev.trackside.processor.model.Names;
import dev.trackside.processor.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** Keeps what one call of an extension finds until it has ended. */
final class ExtensionReport implements Report {

    private final String extension;
    private final List<Reporter.Message> messages = new ArrayList<>();
    private boolean closed;

    ExtensionReport(String extension) {
        this.extension = extension;
    }

    @Override
    public void error(String id, Origin at, String message) {
        add(Severity.ERROR, id, at, message);
    }

    @Override
    public void warning(String id, Origin at, String message) {
        add(Severity.WARNING, id, at, message);
    }

    private void add(Severity severity, String id, Origin at, String message) {
        if (closed) {
            throw new IllegalStateException("the call that this report was given to has ended");
        }
        if (!Names.isKebab(id)) {
            throw new IllegalArgumentException(
                    "the id of a finding is [a-z][a-z0-9-]*, for instance unit-missing, not \"" + id + "\"");
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("the finding " + id + " has no message");
        }
        String tag = extension + ":" + id;
        messages.add(new Reporter.Message(
                severity, "[" + tag + "] " + message, List.of(tag), requireNonNull(at, "the place of a finding")));
    }

    /** Ends the call. */
    List<Reporter.Message> close() {
        closed = true;
        return List.copyOf(messages);
    }
}
