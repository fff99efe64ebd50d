package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.Plugin;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.ModelReader;
import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Lists the tables of all plugins of a compilation for {@code ServiceLoader}.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class IndexProcessor extends AbstractProcessor {

    private static final String SERVICES = "META-INF/services/" + HandlerTable.class.getName();

    private final TreeMap<String, String> plugins = new TreeMap<>();

    /** For the compiler. */
    public IndexProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ModelReader reader = new ModelReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        for (Element element : round.getElementsAnnotatedWith(Plugin.class)) {
            if (element instanceof TypeElement type) {
                HandlerClass plugin = reader.read(type);
                plugins.put(plugin.qualifiedTableName(), type.getQualifiedName().toString());
            }
        }
        if (round.processingOver() && !plugins.isEmpty() && !round.errorRaised()) {
            write();
        }
        return false;
    }

    private void write() {
        try (Writer writer = new OutputStreamWriter(
                processingEnv
                        .getFiler()
                        .createResource(StandardLocation.CLASS_OUTPUT, "", SERVICES)
                        .openOutputStream(),
                StandardCharsets.UTF_8)) {
            writer.write(String.join("\n", plugins.keySet()) + "\n");
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, SERVICES + " cannot be written: " + e);
        }
    }
}
