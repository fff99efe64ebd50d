package dev.trackside.processor;

import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.model.Compilation;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.options.OptionFacts;
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
import javax.lang.model.element.Element;
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
    private final Compilation compilation;
    private final OptionFacts facts;
    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, Boolean> shadowing = new TreeMap<>(); // by package: it takes many look-ups

    TableFiles(ProcessingEnvironment environment, Compilation compilation) {
        this.environment = environment;
        this.compilation = compilation;
        this.facts = OptionFacts.of(environment);
    }

    void write(HandlerClass handlers, Findings findings) {
        String other = owners.putIfAbsent(handlers.qualifiedTableName(), handlers.text());
        if (other != null || compilation.isSource(handlers.qualifiedTableName())) {
            clash(handlers, other != null ? other : "a class of your own", findings);
            return;
        }
        // Whole before it is written: a part of a table would only add the compiler's errors to ours.
        String table = TableWriter.write(handlers, shadowsJavaLang(handlers)).toString();
        String descriptor =
                handlers.plugin() == null ? null : DescriptorWriter.write(handlers, facts, java(environment));
        try {
            writeTable(handlers, table);
        } catch (FilerException exists) {
            clash(handlers, "a class that another processor writes", findings);
            return;
        } catch (IOException fault) {
            findings.add(Diagnostic.FILE_UNWRITABLE, handlers.origin(), handlers.qualifiedTableName(), fault);
            return;
        }
        if (descriptor != null) {
            writeDescriptor(handlers, descriptor, findings);
        }
    }

    private void writeTable(HandlerClass handlers, String text) throws IOException {
        FileObject file = environment
                .getFiler()
                .createSourceFile(
                        handlers.qualifiedTableName(), handlers.origin().element());
        try (Writer writer = file.openWriter()) {
            writer.write(text);
        }
    }

    private static void clash(HandlerClass handlers, String other, Findings findings) {
        findings.add(Diagnostic.TABLE_CLASH, handlers.origin(), handlers.text(), other, handlers.tableName());
    }

    private void writeDescriptor(HandlerClass handlers, String text, Findings findings) {
        String path = "META-INF/trackside/" + handlers.qualifiedTableName() + ".json";
        try {
            writeResource(environment, path, text, handlers.origin().element());
        } catch (FilerException exists) {
            findings.add(Diagnostic.FILE_CLASH, handlers.origin(), path, "that of " + handlers.text());
        } catch (IOException fault) {
            findings.add(Diagnostic.FILE_UNWRITABLE, handlers.origin(), path, fault);
        }
    }

    /** The feature release of Java that is compiled for: class files are no older than their source. */
    static int java(ProcessingEnvironment environment) {
        return Integer.parseInt(environment.getSourceVersion().name().substring("RELEASE_".length()));
    }

    static void writeResource(ProcessingEnvironment environment, String path, String text, Element... origins)
            throws IOException {
        FileObject file = environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path, origins);
        try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
            writer.write(text);
        }
    }

    private boolean shadowsJavaLang(HandlerClass handlers) {
        return shadowing.computeIfAbsent(handlers.type().packageName(), name -> {
            String prefix = name.isEmpty() ? "" : name + ".";
            return JAVA_LANG.stream()
                    .anyMatch(one -> environment.getElementUtils().getTypeElement(prefix + one) != null);
        });
    }
}
