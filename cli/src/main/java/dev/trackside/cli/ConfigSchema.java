package dev.trackside.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of {@code trackside.yaml}, for editors. Sections of the run and of plugins are complete: a key that is not in them is wrong.
 * Those that the engine reads ({@code data}, {@code model}, {@code optimizer}) name what engines of Trackside know; another engine may know
 * more.
 */
final class ConfigSchema {

    // The newest that editors understand well.
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private ConfigSchema() {}

    static Map<String, Object> of(List<PluginDescription> plugins, List<String> engines) {
        PluginSchema pluginSchema = new PluginSchema(plugins);
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("run", run());
        keys.put("engine", engine(engines));
        keys.put("data", data());
        keys.put("model", model());
        keys.put("optimizer", optimizer());
        keys.put("plugins", pluginSchema.section());
        keys.put("loading", loading());
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DRAFT);
        schema.put("title", "A run of Trackside");
        schema.putAll(SchemaTypes.section(keys));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("variable", SchemaTypes.variable());
        definitions.put("other", pluginSchema.other());
        definitions.putAll(pluginSchema.definitions());
        schema.put("definitions", definitions);
        return schema;
    }

    private static Map<String, Object> run() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", key(SchemaTypes.text(), "The name of the run."));
        keys.put("epochs", key(SchemaTypes.whole(1, Integer.MAX_VALUE), "How many epochs."));
        keys.put("min-epochs", key(SchemaTypes.whole(0, Integer.MAX_VALUE), "Epochs before any stop takes effect."));
        keys.put("min-steps", key(SchemaTypes.whole(0, Long.MAX_VALUE), "Steps before any stop takes effect."));
        keys.put("seed", key(SchemaTypes.whole(null, null), "Equal seeds give equal runs."));
        keys.put(
                "validate-every",
                key(SchemaTypes.whole(1, Integer.MAX_VALUE), "Validation after every how many epochs."));
        keys.put(
                "accumulate",
                key(
                        SchemaTypes.whole(1, Integer.MAX_VALUE),
                        "Batches whose gradients are averaged for one optimizer step; engines that cannot refuse it."));
        keys.put("dir", key(SchemaTypes.text(), "The folder for the files of runs."));
        keys.put(
                "callback-share",
                key(SchemaTypes.text(), "The part of a run's time above which a callback is named, e.g. 5%."));
        keys.put(
                "callback-time",
                key(SchemaTypes.duration(), "How long one call may take before its callback is named, e.g. 10s."));
        keys.put(
                "callback-deadline",
                key(
                        SchemaTypes.duration(),
                        "How long one call may take before it is interrupted and counts as failed, e.g. 5m; left out: as long as it likes."));
        keys.put(
                "async-deadline",
                key(
                        SchemaTypes.duration(),
                        "How long the end waits for @Async handlers, e.g. 30s; 0s for not at all."));
        keys.put(
                "checkpoint-writing",
                key(
                        SchemaTypes.oneOf(List.of("auto", "async", "sync")),
                        "Whether the training goes on while a checkpoint is written: async, sync (it waits), or auto: it waits for small ones."));
        return optional(SchemaTypes.section(keys), "The run itself.");
    }

    private static Map<String, Object> engine(List<String> engines) {
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("type", "string");
        engine.put("examples", engines);
        return key(engine, "What trains; 'trackside engines' lists what there is.");
    }

    private static Map<String, Object> data() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("train", key(SchemaTypes.text(), "The file with examples, relative to this file."));
        keys.put("label", key(SchemaTypes.text(), "The column of the label: its number from 0, or its name."));
        keys.put("validation", key(SchemaTypes.text(), "A part of the examples, e.g. 20%, or a file."));
        keys.put("batch-size", key(SchemaTypes.whole(1, Integer.MAX_VALUE), "Examples in a batch."));
        return open(keys, "What the engine trains on; each engine has keys of its own, too.");
    }

    private static Map<String, Object> model() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put(
                "layers",
                key(
                        SchemaTypes.several(SchemaTypes.whole(1, Integer.MAX_VALUE)),
                        "Widths of the hidden layers of a network."));
        keys.put("activation", key(SchemaTypes.text(), "The function between layers, e.g. relu."));
        return open(keys, "What is trained; the keys are those of the engine.");
    }

    private static Map<String, Object> optimizer() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("type", key(SchemaTypes.text(), "The rule, e.g. sgd or adam."));
        keys.put("lr", key(SchemaTypes.number(0, null), "The learning rate that training begins with."));
        return open(keys, "How it is trained; the keys are those of the engine.");
    }

    private static Map<String, Object> loading() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("folders", key(SchemaTypes.several(SchemaTypes.text()), "Folders with jars of plugins."));
        keys.put(
                "drop-ins",
                key(SchemaTypes.flag(), "Whether plugins that measure or report join without being configured."));
        keys.put(
                "cache",
                key(
                        SchemaTypes.text(),
                        "Whether it is remembered what jars say of themselves, and where: false, true, or a folder."));
        keys.put(
                "trust",
                key(
                        SchemaTypes.several(SchemaTypes.oneOf(List.of("any", "listed", "signed"))),
                        "What jars of folders must show before their code runs: any, listed or signed."));
        keys.put("lock", key(SchemaTypes.text(), "The file that 'trackside plugins lock' writes."));
        keys.put(
                "signers",
                key(
                        SchemaTypes.several(SchemaTypes.text()),
                        "Who may sign: files of certificates, or their SHA-256 fingerprints."));
        keys.put(
                "mandatory", key(SchemaTypes.several(SchemaTypes.text()), "Ids without which the run does not start."));
        keys.put(
                "mode",
                key(
                        SchemaTypes.oneOf(List.of("lenient", "warn", "strict")),
                        "How what is wrong with jars is taken: lenient, warn or strict."));
        keys.put("close-seconds", key(SchemaTypes.number(0, null), "How long plugins may take to close."));
        return optional(SchemaTypes.section(keys), "Where plugins come from.");
    }

    private static Map<String, Object> key(Map<String, Object> schema, String description) {
        return SchemaTypes.described(schema, description);
    }

    /** A section in which the engine may know further keys. */
    private static Map<String, Object> open(Map<String, Object> keys, String description) {
        Map<String, Object> section = SchemaTypes.section(keys);
        section.put("additionalProperties", true);
        return optional(section, description);
    }

    private static Map<String, Object> optional(Map<String, Object> section, String description) {
        section.put("type", List.of("object", "null"));
        return SchemaTypes.described(section, description);
    }
}
