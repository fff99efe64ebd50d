package dev.trackside.processor;

import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.writer.DescriptorWriter;
import dev.trackside.processor.writer.TableWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Puts tables and descriptors where the compiler wants them. */
final class TableFiles {

    /** The names of {@code java.lang} that tables use. */
    private static final Set<String> JAVA_LANG = Set.of(
            "Boolean",
            "Byte",
            "Character",
            "Class",
            "Double",
            "Float",
            "IndexOutOfBoundsException",
            "Integer",
            "Long",
            "Object",
            "Override",
            "Short",
            "String",
            "SuppressWarnings");

    private final ProcessingEnvironment environment;
    private final Map<String, String> owners = new TreeMap<>();

    TableFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    void write(HandlerClass handlers, Findings findings) {
        String other = owners.putIfAbsent(handlers.qualifiedTableName(), handlers.text());
        if (other != null) {
            clash(handlers, other, findings);
            return;
        }
        try {
            TableWriter.write(handlers, shadowsJavaLang(handlers)).writeTo(environment.getFiler());
            if (handlers.plugin() != null) {
                writeDescriptor(handlers);
            }
        } catch (FilerException exists) {
            clash(handlers, "a class of your own", findings);
        } catch (IOException unwritable) {
            findings.add(Diagnostic.PROCESSOR_FAILED, handlers.origin(), handlers.text(), unwritable);
        }
    }

    private static void clash(HandlerClass handlers, String other, Findings findings) {
        findings.add(Diagnostic.TABLE_CLASH, handlers.origin(), handlers.text(), other, handlers.tableName());
    }

    private void writeDescriptor(HandlerClass handlers) throws IOException {
        String path = "META-INF/trackside/" + handlers.qualifiedTableName() + ".json";
        FileObject file = environment
                .getFiler()
                .createResource(
                        StandardLocation.CLASS_OUTPUT,
                        "",
                        path,
                        handlers.origin().element());
        try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
            writer.write(DescriptorWriter.write(handlers));
        }
    }

    private boolean shadowsJavaLang(HandlerClass handlers) {
        String prefix =
                handlers.type().packageName().isEmpty() ? "" : handlers.type().packageName() + ".";
        return JAVA_LANG.stream().anyMatch(name -> environment.getElementUtils().getTypeElement(prefix + name) != null);
    }
}
