package com.example.catalog;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerClasses;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

// docs: the processor
/** Writes {@code META-INF/callbacks.md}, a catalog of all callbacks of a module. */
@SupportedAnnotationTypes("*") // an event is whatever annotation carries @EventType
@SupportedOptions("catalog.title")
public final class CatalogProcessor extends AbstractProcessor {

    private HandlerClasses classes;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        classes = HandlerClasses.of(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        classes.read(round); // in each round, so that no class is missed
        if (round.processingOver() && !round.errorRaised()) {
            write(classes.all());
        }
        return false; // other processors want to see the annotations, too
    }

    private void write(List<HandlerClass> all) {
        for (HandlerClass handlers : all) {
            if (handlers.description().isEmpty()) {
                String message = "[catalog:no-description] " + handlers.text() + " has no Javadoc to put into the catalog.";
                handlers.origin().print(processingEnv.getMessager(), Diagnostic.Kind.ERROR, message);
            }
        }
        String title = processingEnv.getOptions().getOrDefault("catalog.title", "Callbacks");
        try (Writer writer = new OutputStreamWriter(
                processingEnv
                        .getFiler()
                        .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/callbacks.md")
                        .openOutputStream(),
                StandardCharsets.UTF_8)) {
            writer.write(Catalog.of(title, all));
        } catch (IOException unwritable) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "[catalog:unwritable] " + unwritable);
        }
    }
}
// docs: end
