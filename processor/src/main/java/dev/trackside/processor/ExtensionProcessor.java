package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.model.HandlerClasses;
import java.util.List;
import java.util.Objects;
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
 * Shows all handler classes of a compilation to the extensions that judge them together. Does nothing where there are none; what extensions do for
 * one class is the business of {@link TableProcessor}.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class ExtensionProcessor extends AbstractProcessor {

    private final @Nullable ClassLoader loader;
    private @Nullable List<LoadedExtension> extensions;
    private @Nullable HandlerClasses classes;

    /** For the compiler. */
    public ExtensionProcessor() {
        this(ExtensionProcessor.class.getClassLoader());
    }

    /** Looks for extensions with another class loader than its own. */
    ExtensionProcessor(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new TreeSet<>();
        extensions().forEach(extension -> options.addAll(extension.fullOptions()));
        return options;
    }

    /** Those that look at all classes; what is wrong with others is told by {@link TableProcessor}. */
    private List<LoadedExtension> extensions() {
        if (extensions == null) {
            extensions = Extensions.load(loader).that(kind -> kind == Incremental.AGGREGATING);
        }
        return extensions;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        classes = HandlerClasses.of(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!extensions().isEmpty()) {
            new Guard(processingEnv.getMessager()).run("all classes", null, () -> process(round));
        }
        return false;
    }

    private void process(RoundEnvironment round) {
        HandlerClasses all = Objects.requireNonNull(classes);
        all.read(round);
        if (round.processingOver() && !round.errorRaised()) {
            Reporter reporter = new Reporter(processingEnv.getMessager(), all::isSource);
            ExtensionHost.begin(extensions(), processingEnv, reporter).finish(Incremental.AGGREGATING, all::all);
        }
    }
}
