package dev.trackside.run;

import dev.trackside.FailurePolicy;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.OptionBinder;
import dev.trackside.runtime.config.YamlSection;
import dev.trackside.runtime.core.CallbackSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gathers the callbacks of a run: those that code attaches, and the plugins that are found. */
final class Gathering implements AutoCloseable {

    private final RunBuilder builder;
    private final ConfigFile config;
    private final List<String> sharedPackages;
    private final Map<String, String> parameters;

    Gathering(RunBuilder builder, ConfigFile config, List<String> sharedPackages, Map<String, String> parameters) {
        this.builder = builder;
        this.config = config;
        this.sharedPackages = sharedPackages;
        this.parameters = parameters;
    }

    List<CallbackSpec> callbacks() {
        List<CallbackSpec> callbacks = new ArrayList<>();
        for (RunBuilder.ByHand one : builder.byHand()) {
            callbacks.add(byHand(one.id(), one.target(), one.table()));
        }
        return callbacks;
    }

    CallbackSpec byHand(String id, Object target, HandlerTable table) {
        YamlSection section = config.root().section("plugins").section(id);
        bind(id, table, target, section);
        return CallbackSpec.byHand(id, target, table);
    }

    private void bind(String id, HandlerTable table, Object target, YamlSection section) {
        Map<String, BoundValue> bound = OptionBinder.bind(id, table, target, section);
        bound.forEach((option, value) -> parameters.put("plugins." + id + "." + option, value.text()));
    }

    @Override
    public void close() {
    }
}
