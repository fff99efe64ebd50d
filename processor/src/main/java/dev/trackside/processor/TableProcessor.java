package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.processor.checks.Checks;
import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MissingType;
import dev.trackside.processor.model.ModelReader;
import dev.trackside.processor.model.Origin;
import dev.trackside.processor.model.TypeRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Checks the classes with handlers and writes their dispatch tables, one for each class and from that class alone, so that build tools can run
 * it for changed classes only.
 *
 * <p>It looks at all annotations and claims none: an event is whatever annotation carries {@code @EventType}.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class TableProcessor extends AbstractProcessor {

    private final Compilation compilation = new Compilation();
    private final Map<String, Integer> handlersOfTables = new HashMap<>();
    private @Nullable ModelReader reader;
    private @Nullable Reporter reporter;
    private @Nullable TableFiles files;

    /** For the compiler. */
    public TableProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reader = new ModelReader(environment.getElementUtils(), environment.getTypeUtils());
        reporter = new Reporter(environment.getMessager(), compilation);
        files = new TableFiles(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement type : compilation.types(round, processingEnv.getElementUtils())) {
            try {
                process(type, round);
            } catch (RuntimeException | LinkageError | StackOverflowError fault) {
                // Nothing that goes wrong here may end the compiler: the user's own errors are yet to be printed.
                fail(type, fault);
            }
        }
        return false;
    }

    private void process(TypeElement type, RoundEnvironment round) {
        ModelReader models = Objects.requireNonNull(reader);
        models.event(type).ifPresent(event -> report(type, Checks.of(event)));
        HandlerClass handlers = models.read(type);
        if (!handlers.missing().isEmpty()) {
            // Another processor may write it in this round.
            if (!round.processingOver()) {
                compilation.defer(type);
            } else if (!round.errorRaised()) {
                reportMissing(type, handlers);
            }
        } else if (handlersOfTables.containsKey(handlers.binaryName())) {
            checkAgain(type, handlers);
        } else if (handlers.distinct() || handlers.plugin() != null) {
            Findings findings = Checks.of(handlers);
            boolean ordinary = handlers.type().kind() == TypeRef.Kind.CLASS
                    || handlers.type().kind() == TypeRef.Kind.RECORD;
            if (!findings.hasErrors() && handlers.hasTable() && ordinary) {
                Objects.requireNonNull(files).write(handlers, findings);
                handlersOfTables.put(handlers.binaryName(), handlers.handlers().size());
            }
            report(type, findings);
        }
    }

    /** A table that is written cannot be written again, when an event turns up that was hidden. */
    private void checkAgain(TypeElement type, HandlerClass handlers) {
        if (handlers.handlers().size() != handlersOfTables.getOrDefault(handlers.binaryName(), 0)) {
            Findings findings = new Findings();
            findings.add(
                    Diagnostic.UNRESOLVED_TYPE,
                    handlers.origin(),
                    "an annotation",
                    "a method of " + handlers.text() + " when its table was written",
                    handlers.text());
            report(type, findings);
        }
    }

    private void reportMissing(TypeElement type, HandlerClass handlers) {
        Optional<MissingType> missing = handlers.missing().stream()
                .filter(one -> !one.annotation()) // the compiler reports those by itself
                .findFirst();
        if (missing.isPresent() && (handlers.distinct() || handlers.plugin() != null)) {
            Findings findings = new Findings();
            findings.add(
                    Diagnostic.UNRESOLVED_TYPE,
                    handlers.origin(),
                    missing.get().name(),
                    missing.get().usedBy(),
                    handlers.text());
            report(type, findings);
        }
    }

    private void report(TypeElement type, Findings findings) {
        Objects.requireNonNull(reporter).print(type, findings);
    }

    private void fail(TypeElement type, Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        Findings findings = new Findings();
        findings.add(
                Diagnostic.PROCESSOR_FAILED,
                Origin.of(type),
                type.getQualifiedName(),
                fault + (trace.length == 0 ? "" : " at " + trace[0]));
        report(type, findings);
    }
}
