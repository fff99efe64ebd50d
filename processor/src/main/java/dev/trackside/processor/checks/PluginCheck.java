package dev.trackside.processor.checks;

import dev.trackside.Attach;
import dev.trackside.Phase;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Names;
import dev.trackside.processor.model.NoArgConstructor;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Value;
import dev.trackside.processor.model.Visibility;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a class can be a plugin, and whether its annotation makes sense. */
final class PluginCheck implements Check {

    private static final Set<String> RESERVED = Set.of("plugins", "run", "config", "engine", "loading");

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        PluginUse plugin = handlers.plugin();
        if (plugin == null || handlers.type().kind() == TypeRef.Kind.ENUM) {
            return;
        }
        if (handlers.isAbstract() || handlers.type().kind() == TypeRef.Kind.INTERFACE) {
            findings.add(
                    Diagnostic.ABSTRACT_PLUGIN,
                    plugin.origin(),
                    handlers.text(),
                    handlers.type().kind() == TypeRef.Kind.INTERFACE ? "an interface" : "abstract");
        } else {
            checkCreation(handlers, findings);
        }
        if (handlers.handlers().isEmpty()) {
            findings.add(Diagnostic.NO_HANDLERS, plugin.origin(), plugin.id().value());
        }
        if (handlers.type().packageName().isEmpty()) {
            findings.add(Diagnostic.UNNAMED_PACKAGE, handlers.origin(), handlers.text());
        }
        checkId(handlers, plugin.id(), findings);
        checkOrder(plugin, findings);
        if (plugin.attach().value() == Attach.ALWAYS
                && (handlers.phase() == Phase.DECIDE || handlers.changesTraining())) {
            findings.add(Diagnostic.ATTACH_ALWAYS_DECIDING, plugin.attach().origin(), handlers.text());
        }
        boolean writes = handlers.handlers().stream().anyMatch(one -> one.takes(ArgumentKind.METRIC_WRITER));
        if (!plugin.produces().isEmpty() && !writes) {
            findings.add(Diagnostic.PRODUCES_UNUSED, plugin.produces().get(0).origin());
        }
    }

    private static void checkCreation(HandlerClass handlers, Findings findings) {
        if (!handlers.typeParameters().isEmpty()) {
            findings.add(
                    Diagnostic.GENERIC_PLUGIN, handlers.typeParameters().get(0).origin(), handlers.text());
        }
        if (handlers.needsInstance()) {
            findings.add(Diagnostic.INNER_CLASS, handlers.origin(), handlers.text());
        }
        NoArgConstructor constructor = handlers.constructor();
        if (constructor == null) {
            findings.add(Diagnostic.NO_CONSTRUCTOR, handlers.origin(), handlers.text(), "");
            return;
        }
        if (constructor.visibility() == Visibility.PRIVATE
                && handlers.type().visibility() != Visibility.PRIVATE) { // else the constructor is not to blame
            findings.add(Diagnostic.NO_CONSTRUCTOR, constructor.origin(), handlers.text(), " but a private one");
        }
        if (!constructor.checkedExceptions().isEmpty()) {
            findings.add(
                    Diagnostic.CONSTRUCTOR_THROWS,
                    constructor.origin(),
                    handlers.text(),
                    constructor.checkedExceptions().get(0));
        }
    }

    private static void checkId(HandlerClass handlers, Value<String> id, Findings findings) {
        if (!Names.isKebab(id.value())) {
            findings.add(
                    Diagnostic.ID_FORM,
                    id.origin(),
                    id.value(),
                    Names.near(id.value(), handlers.type().simpleName()));
        } else if (RESERVED.contains(id.value())) {
            findings.add(Diagnostic.ID_RESERVED, id.origin(), id.value());
        }
    }

    private static void checkOrder(PluginUse plugin, Findings findings) {
        checkEntries(plugin, "come before", plugin.before(), findings);
        checkEntries(plugin, "come after", plugin.after(), findings);
        checkEntries(plugin, "require", plugin.requires(), findings);
        checkContradiction(plugin, "after", plugin.after(), findings);
        checkContradiction(plugin, "requires", plugin.requires(), findings);
    }

    private static void checkEntries(PluginUse plugin, String words, List<Value<String>> entries, Findings findings) {
        for (Value<String> entry : entries) {
            if (!Names.isKebab(entry.value())) {
                findings.add(Diagnostic.ID_FORM, entry.origin(), entry.value(), Names.kebab(entry.value()));
            } else if (entry.value().equals(plugin.id().value())) {
                findings.add(Diagnostic.ORDER_SELF, entry.origin(), entry.value(), words);
            }
        }
    }

    /** What is required comes first too. */
    private static void checkContradiction(
            PluginUse plugin, String word, List<Value<String>> entries, Findings findings) {
        Set<String> before = plugin.before().stream().map(Value::value).collect(Collectors.toSet());
        entries.stream()
                .filter(entry -> before.contains(entry.value())
                        && !entry.value().equals(plugin.id().value()))
                .forEach(entry -> findings.add(Diagnostic.ORDER_CONTRADICTION, entry.origin(), entry.value(), word));
    }
}
