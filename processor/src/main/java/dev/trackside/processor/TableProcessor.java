package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.ModelReader;
import dev.trackside.processor.writer.TableWriter;
import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Checks the classes with handlers and writes their dispatch tables.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class TableProcessor extends AbstractProcessor {

    private final Compilation compilation = new Compilation();
    private @org.jspecify.annotations.Nullable ModelReader reader;

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
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement type : compilation.types(round, processingEnv.getElementUtils())) {
            HandlerClass handlers = java.util.Objects.requireNonNull(reader).read(type);
            if (handlers.hasTable()) {
                try {
                    TableWriter.write(handlers, "javax.annotation.processing.Generated")
                            .writeTo(processingEnv.getFiler());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        return false;
    }
}
