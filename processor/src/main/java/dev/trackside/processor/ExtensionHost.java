package dev.trackside.processor;

import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Severity;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Origin;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Calls extensions within one processor, and keeps the faults of one from the others and from the compiler: prints what they find, writes what they
 * contribute.
 */
final class ExtensionHost {

    /** A call of an extension. */
    private interface Call {
        void run();
    }

    private final Filer filer;
    private final Reporter reporter;
    private final List<LoadedExtension> active = new ArrayList<>();
    private final Map<String, String> writers = new HashMap<>();
    private final Set<String> contributed = new HashSet<>();
    private final Set<String> traced = new HashSet<>();

    private ExtensionHost(Filer filer, Reporter reporter) {
        this.filer = filer;
        this.reporter = reporter;
    }

    /** Begins with those extensions that can. */
    static ExtensionHost begin(List<LoadedExtension> extensions, ProcessingEnvironment environment, Reporter reporter) {
        ExtensionHost host = new ExtensionHost(environment.getFiler(), reporter);
        for (LoadedExtension one : extensions) {
            Call begin = () -> one.extension().begin(one.given(environment.getOptions()));
            if (host.call(one, begin, null, "it began")) {
                host.active.add(one);
            }
        }
        return host;
    }

    /** Lets all judge a class, then, unless it has errors, all write for it. */
    void visit(TypeElement type, HandlerClass handlers, boolean broken) {
        boolean wrong = broken;
        List<LoadedExtension> sound = new ArrayList<>();
        for (LoadedExtension one : active) {
            ExtensionReport report = new ExtensionReport(one.id());
            Call validate = () -> one.extension().validate(handlers, report);
            if (call(one, validate, type, "judging " + handlers.text())) {
                List<Reporter.Message> messages = report.close();
                wrong |= messages.stream().anyMatch(message -> message.severity() == Severity.ERROR);
                reporter.print(type, messages);
                sound.add(one);
            }
        }
        if (!wrong && !sound.isEmpty() && contributed.add(handlers.binaryName())) {
            sound.forEach(one -> contribute(one, type, handlers));
        }
    }

    private void contribute(LoadedExtension one, TypeElement type, HandlerClass handlers) {
        ExtensionFiles files = ExtensionFiles.of(handlers);
        Call contribute = () -> one.extension().contribute(handlers, files);
        if (call(one, contribute, type, "writing for " + handlers.text())) {
            write(one, files, type);
        }
    }

    /** Lets those of a kind judge all classes together. */
    void finish(Incremental kind, Supplier<List<HandlerClass>> classes) {
        List<LoadedExtension> finishing =
                active.stream().filter(one -> one.incremental() == kind).toList();
        List<HandlerClass> all = finishing.isEmpty() ? List.of() : classes.get();
        for (LoadedExtension one : finishing) {
            ExtensionReport report = new ExtensionReport(one.id());
            ExtensionFiles files = ExtensionFiles.ofModule();
            Call finish = () -> one.extension().finish(all, report, files);
            if (call(one, finish, null, "judging all classes")) {
                List<Reporter.Message> messages = report.close();
                reporter.print(null, messages);
                if (messages.stream().noneMatch(message -> message.severity() == Severity.ERROR)) {
                    write(one, files, null);
                }
            }
        }
    }

    private boolean call(LoadedExtension one, Call call, @Nullable TypeElement at, String doing) {
        try {
            call.run();
            return true;
        } catch (Throwable fault) { // whatever the code of strangers may throw
            Faults.rethrowIfFatal(fault);
            String message = Diagnostic.EXTENSION_FAILED.message(
                    one.id(),
                    one.source(),
                    Faults.words(fault),
                    doing,
                    Faults.hint(fault),
                    one.reportTo(),
                    traced.add(one.id()) ? Faults.trace(fault) : "");
            reporter.print(at, List.of(Reporter.Message.error(message, at == null ? null : Origin.of(at))));
            return false;
        }
    }

    private void write(LoadedExtension one, ExtensionFiles files, @Nullable TypeElement type) {
        files.close();
        Element[] origins = type == null ? new Element[0] : new Element[] {type};
        files.sources()
                .forEach((name, text) -> write(one, name, type, text, () -> filer.createSourceFile(name, origins)
                        .openWriter()));
        files.resources()
                .forEach((path, text) -> write(one, path, type, text, () -> {
                    FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origins);
                    return new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8);
                }));
    }

    /** Opens a file. */
    private interface Opening {
        Writer open() throws IOException;
    }

    private void write(LoadedExtension one, String name, @Nullable TypeElement type, String text, Opening opening) {
        String writer = writers.putIfAbsent(name, "the extension \"" + one.id() + "\"");
        try {
            if (writer != null) {
                clash(one, name, type, writer);
                return;
            }
            try (Writer file = opening.open()) {
                file.write(text);
            }
        } catch (FilerException exists) {
            clash(one, name, type, "somebody else");
        } catch (IOException unwritable) {
            error(type, Diagnostic.PROCESSOR_FAILED.message(name, unwritable));
        }
    }

    private void clash(LoadedExtension one, String name, @Nullable TypeElement type, String writer) {
        error(type, Diagnostic.EXTENSION_CLASH.message(one.id(), name, writer));
    }

    private void error(@Nullable TypeElement type, String message) {
        reporter.print(type, List.of(Reporter.Message.error(message, type == null ? null : Origin.of(type))));
    }
}
