package dev.trackside.processor;

import static java.util.Objects.requireNonNull;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.Resources;
import dev.trackside.processor.model.HandlerClass;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Keeps what one call of an extension writes until it has ended. */
final class ExtensionFiles implements Additions {

    private final @Nullable HandlerClass handlers;
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, String> resources = new TreeMap<>();
    private boolean closed;

    private ExtensionFiles(@Nullable HandlerClass handlers) {
        this.handlers = handlers;
    }

    static ExtensionFiles of(HandlerClass handlers) {
        return new ExtensionFiles(handlers);
    }

    /** Of no class, so that only {@link Resources} can be handed out. */
    static ExtensionFiles ofModule() {
        return new ExtensionFiles(null);
    }

    @Override
    public void source(String suffix, String text) {
        HandlerClass owner = requireNonNull(handlers, "sources belong to a class");
        if (!SourceVersion.isIdentifier(suffix) || suffix.equals("Table")) {
            throw new IllegalArgumentException(
                    "a generated class is named by a Java identifier other than Table, not by \"" + suffix + "\"");
        }
        String packageName = owner.type().packageName();
        String name = owner.companionName(suffix);
        add(sources, packageName.isEmpty() ? name : packageName + "." + name, text);
    }

    @Override
    public void resource(String path, String text) {
        if (!path.matches("[^/\\\\:]+(/[^/\\\\:]+)*") || path.matches("(.*/)?\\.\\.?(/.*)?")) {
            throw new IllegalArgumentException(
                    "a resource has a relative path with '/', without '..', not \"" + path + "\"");
        }
        if (path.startsWith("META-INF/trackside/") || path.startsWith("META-INF/services/dev.trackside.")) {
            throw new IllegalArgumentException(path + " is Trackside's own; write beside it");
        }
        add(resources, path, text);
    }

    private void add(Map<String, String> files, String name, String text) {
        if (closed) {
            throw new IllegalStateException("the call that this was given to has ended");
        }
        if (files.putIfAbsent(name, requireNonNull(text, "the text of " + name)) != null) {
            throw new IllegalArgumentException("this call has added " + name + " already");
        }
    }

    /** Ends the call. */
    void close() {
        closed = true;
    }

    /** Texts by qualified class name. */
    Map<String, String> sources() {
        return sources;
    }

    /** Texts by path. */
    Map<String, String> resources() {
        return resources;
    }
}
