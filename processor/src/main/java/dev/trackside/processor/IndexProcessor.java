package dev.trackside.processor;

import com.google.auto.service.AutoService;
import dev.trackside.Plugin;
import dev.trackside.processor.checks.Checks;
import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.model.Compilation;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.ModelReader;
import dev.trackside.processor.writer.ServiceLine;
import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Lists the tables of all plugins of a compilation for {@code ServiceLoader}, and judges what can only be seen over all of them: two plugins
 * with one id, a module that does not provide its tables.
 *
 * @since 0.1
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class IndexProcessor extends AbstractProcessor {

    private static final String SERVICES = "META-INF/services/" + HandlerTable.class.getName();

    private final Compilation compilation = new Compilation();
    private final Set<String> pluginClasses = new TreeSet<>();

    /** For the compiler. */
    public IndexProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        new Guard(processingEnv.getMessager()).run(SERVICES, null, () -> {
            compilation.types(round, processingEnv.getElementUtils());
            ElementFilter.typesIn(round.getElementsAnnotatedWith(Plugin.class))
                    .forEach(type -> pluginClasses.add(type.getQualifiedName().toString()));
            // Where there are errors the output is thrown away.
            if (round.processingOver() && !round.errorRaised()) {
                index();
            }
        });
        return false;
    }

    private Reporter reporter() {
        return new Reporter(processingEnv.getMessager(), compilation::isSource);
    }

    private void index() {
        ModelReader reader = ModelReader.of(processingEnv);
        List<HandlerClass> plugins = pluginClasses.stream()
                .map(processingEnv.getElementUtils()::getTypeElement)
                .filter(Objects::nonNull)
                .map(reader::read)
                .filter(plugin -> plugin.missing().isEmpty()) // its table was not written
                .toList();
        for (HandlerClass plugin : plugins) {
            TypeElement type = (TypeElement) plugin.origin().element();
            Findings findings = Checks.of(plugin, plugins);
            checkId(plugin, plugins, findings);
            checkProvided(type, plugin, findings);
            if (plugin.equals(plugins.get(0))) {
                write(plugins, findings);
            }
            reporter().print(type, findings);
        }
    }

    private static void checkId(HandlerClass plugin, List<HandlerClass> plugins, Findings findings) {
        Map<String, String> others = new TreeMap<>();
        for (HandlerClass other : plugins) {
            if (other.id().equals(plugin.id()) && !other.binaryName().equals(plugin.binaryName())) {
                others.put(other.binaryName(), other.type().qualifiedName());
            }
        }
        if (!others.isEmpty() && plugin.plugin() != null) {
            findings.add(
                    Diagnostic.DUPLICATE_ID,
                    plugin.plugin().id().origin(),
                    plugin.id(),
                    String.join(", ", others.values()));
        }
    }

    /** Only to be called in the last round: reading the directives earlier breaks javac 17 (JDK-8305225). */
    private void checkProvided(TypeElement type, HandlerClass plugin, Findings findings) {
        ModuleElement module = processingEnv.getElementUtils().getModuleOf(type);
        if (module == null || module.isUnnamed() || plugin.plugin() == null) {
            return;
        }
        Set<String> provided = new TreeSet<>();
        for (ModuleElement.ProvidesDirective directive : ElementFilter.providesIn(module.getDirectives())) {
            if (directive.getService().getQualifiedName().contentEquals(HandlerTable.class.getName())) {
                for (Element implementation : directive.getImplementations()) {
                    provided.add(implementation.toString());
                }
            }
        }
        if (!provided.contains(plugin.qualifiedTableName())) {
            findings.add(
                    Diagnostic.NOT_PROVIDED,
                    plugin.plugin().origin(),
                    module.getQualifiedName(),
                    plugin.text(),
                    plugin.qualifiedTableName());
        }
    }

    /** Faults of the one file of all plugins are put on the first of them. */
    private void write(List<HandlerClass> plugins, Findings findings) {
        int java = TableFiles.java(processingEnv);
        String tables = plugins.stream()
                .sorted(Comparator.comparing(HandlerClass::qualifiedTableName))
                .map(plugin -> ServiceLine.write(plugin, java))
                .collect(Collectors.joining("\n", "", "\n"));
        HandlerClass first = plugins.get(0);
        try {
            TableFiles.writeResource(processingEnv, SERVICES, tables);
        } catch (FilerException exists) {
            findings.add(Diagnostic.FILE_CLASH, first.origin(), SERVICES, "that of all plugins");
        } catch (IOException fault) {
            findings.add(Diagnostic.FILE_UNWRITABLE, first.origin(), SERVICES, fault);
        }
    }
}
