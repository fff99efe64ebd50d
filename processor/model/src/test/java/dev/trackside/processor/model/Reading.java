package dev.trackside.processor.model;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** A processor as others would build it on the model: remembers what each round brings, and lets a test look at the end. */
@SupportedAnnotationTypes("*")
final class Reading extends AbstractProcessor {

    private final BiConsumer<HandlerClasses, ProcessingEnvironment> atTheEnd;
    private final TreeMap<String, String> written;
    private final List<List<String>> rounds = new ArrayList<>();
    private HandlerClasses classes;

    private Reading(Map<String, String> written, BiConsumer<HandlerClasses, ProcessingEnvironment> atTheEnd) {
        this.written = new TreeMap<>(written);
        this.atTheEnd = atTheEnd;
    }

    static Reading atTheEnd(BiConsumer<HandlerClasses, ProcessingEnvironment> look) {
        return new Reading(Map.of(), look);
    }

    /** Writes given sources, by name, one each round. */
    static Reading writing(Map<String, String> sources, BiConsumer<HandlerClasses, ProcessingEnvironment> look) {
        return new Reading(sources, look);
    }

    /** Compiles sources with this processor alone. */
    Compiled compile(String... sources) {
        return Compiling.source(sources).processedBy(this).compile();
    }

    /** The classes that each round has brought, by the names that people use. */
    List<List<String>> rounds() {
        return rounds;
    }

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
        rounds.add(classes.read(round).stream().map(HandlerClass::text).toList());
        Map.Entry<String, String> next = written.pollFirstEntry();
        if (next != null) {
            write(next.getKey(), next.getValue());
        }
        if (round.processingOver()) {
            atTheEnd.accept(Objects.requireNonNull(classes), processingEnv);
        }
        return false;
    }

    private void write(String name, String text) {
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
