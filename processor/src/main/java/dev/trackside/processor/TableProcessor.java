package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.processor.checks.Checks;
import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.model.Compilation;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MissingType;
import dev.trackside.processor.model.ModelReader;
import dev.trackside.processor.model.TypeRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * <p>Extensions judge and write beside it, each for one class at a time. Only if one of them cannot promise that, build tools run it for all classes.
 *
 * <p>It looks at all annotations and claims none: an event is whatever annotation carries {@code @EventType}.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class TableProcessor extends AbstractProcessor {

    /** What Gradle wants to hear of a processor that says at run time which kind it is. */
    private static final String ISOLATING = "org.gradle.annotation.processing.isolating";

    private final @Nullable ClassLoader loader;
    private final Compilation compilation = new Compilation();
    private final Map<String, Integer> handlersOfTables = new HashMap<>();
    private final Set<String> visited = new TreeSet<>();
    private @Nullable Extensions extensions;
    private @Nullable ExtensionHost host;
    private @Nullable ModelReader reader;
    private @Nullable Reporter reporter;
    private @Nullable TableFiles files;

    /** For the compiler. */
    public TableProcessor() {
        this(TableProcessor.class.getClassLoader());
    }

    /** Looks for extensions with another class loader than its own. */
    TableProcessor(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** The options of extensions, and, unless one of them says nothing, that files follow from one class each. */
    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new TreeSet<>(extensions().options());
        if (extensions().that(kind -> kind == Incremental.UNKNOWN).isEmpty()) {
            options.add(ISOLATING);
        }
        return options;
    }

    private Extensions extensions() {
        if (extensions == null) {
            extensions = Extensions.load(loader);
        }
        return extensions;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reader = ModelReader.of(environment);
        reporter = new Reporter(environment.getMessager(), compilation::isSource);
        files = new TableFiles(environment, compilation);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Guard guard = new Guard(processingEnv.getMessager());
        guard.run("all classes", null, () -> process(round, guard));
        return false;
    }

    private void process(RoundEnvironment round, Guard guard) {
        List<TypeElement> types = compilation.types(round, processingEnv.getElementUtils());
        ExtensionHost begun = host == null ? beginExtensions() : host;
        host = begun;
        for (TypeElement type : types) {
            guard.run(type.getQualifiedName().toString(), type, () -> process(type, round));
        }
        if (round.processingOver() && !round.errorRaised()) {
            begun.finish(Incremental.UNKNOWN, this::visited);
        }
    }

    /** Not before the first round, since an error before that keeps javac from processing anything. */
    private ExtensionHost beginExtensions() {
        Reporter printer = Objects.requireNonNull(reporter);
        extensions()
                .problems()
                .forEach(problem -> printer.print(
                        null, List.of(Reporter.Message.error(Diagnostic.EXTENSION_UNUSABLE.message(problem), null))));
        return ExtensionHost.begin(extensions().usable(), processingEnv, printer);
    }

    private List<HandlerClass> visited() {
        return visited.stream()
                .map(name -> processingEnv.getElementUtils().getTypeElement(name))
                .filter(Objects::nonNull)
                .map(Objects.requireNonNull(reader)::read)
                .toList();
    }

    private void process(TypeElement type, RoundEnvironment round) {
        ModelReader models = Objects.requireNonNull(reader);
        models.event(type).ifPresent(event -> report(type, Checks.of(event)));
        report(type, Checks.of(models.misplaced(type)));
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
        } else if (handlers.isHandlerClass()) {
            Findings findings = Checks.of(handlers);
            ForeignEvents.check(handlers, models, compilation, findings);
            boolean ordinary = handlers.type().kind() == TypeRef.Kind.CLASS
                    || handlers.type().kind() == TypeRef.Kind.RECORD;
            if (!findings.hasErrors() && handlers.hasTable() && ordinary) {
                Objects.requireNonNull(files).write(handlers, findings);
                handlersOfTables.put(handlers.binaryName(), handlers.handlers().size());
            }
            report(type, findings);
            visited.add(type.getQualifiedName().toString());
            Objects.requireNonNull(host).visit(type, handlers, findings.hasErrors());
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
        if (missing.isPresent() && handlers.isHandlerClass()) {
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
}
