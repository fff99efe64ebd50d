package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.Value;
import java.util.List;

/** Whether {@code before}, {@code after} and {@code requires} go with the phases of those they name; seen over all plugins of a compilation. */
final class PhaseOrderCheck {

    private PhaseOrderCheck() {}

    static void check(HandlerClass plugin, List<HandlerClass> all, Findings findings) {
        PluginUse use = plugin.plugin();
        if (use != null) {
            use.before().forEach(entry -> check(plugin, "before", entry, all, findings));
            use.after().forEach(entry -> check(plugin, "after", entry, all, findings));
            use.requires().forEach(entry -> check(plugin, "after", entry, all, findings));
        }
    }

    private static void check(
            HandlerClass plugin, String word, Value<String> entry, List<HandlerClass> all, Findings findings) {
        for (HandlerClass other : all) {
            if (!other.id().equals(entry.value())) {
                continue;
            }
            int difference = plugin.phase().compareTo(other.phase());
            if (word.equals("before") ? difference > 0 : difference < 0) {
                findings.add(
                        Diagnostic.ORDER_PHASE,
                        entry.origin(),
                        plugin.id(),
                        plugin.phase(),
                        word,
                        other.id(),
                        other.phase(),
                        difference < 0 ? plugin.phase() : other.phase(),
                        difference < 0 ? other.phase() : plugin.phase());
            }
        }
    }
}
