package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.BoundValue;
import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.discovery.FileDecision;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.selection.NotAttached;
import dev.trackside.runtime.selection.Selected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that is known about one id, or one file: where it was seen, what was decided about it and by which rule. */
final class Why {

    private final Survey survey;
    private final String asked;
    private final List<Selected> joining;
    private final List<NotAttached> staying;
    private final List<Refusal> refusals;
    private final List<FoundPlugin> plugins;
    private final List<FileDecision> files;
    private final List<String> faults;

    private Why(Survey survey, String asked) {
        this.survey = survey;
        this.asked = asked;
        this.files = files(survey, asked);
        Set<String> ids = new LinkedHashSet<>();
        if (isFile()) {
            files.forEach(file -> ids.addAll(file.ids()));
        } else {
            ids.add(asked);
        }
        this.joining = survey.attached().stream()
                .filter(one -> isFile()
                        ? files.stream().anyMatch(file -> file.plugins().contains(one.plugin()))
                        : ids.contains(one.id()) || ids.contains(one.plugin().id()))
                .toList();
        this.staying = survey.notAttached().stream()
                .filter(one -> ids.contains(one.id()))
                .toList();
        this.refusals = survey.discovery().refusals().stream()
                .filter(one -> ids.contains(one.id())
                        || files.stream()
                                .anyMatch(file -> isFile() && file.source().equals(one.source())))
                .toList();
        this.plugins = survey.discovery().plugins().stream()
                .filter(one ->
                        ids.contains(one.id()) || joining.stream().anyMatch(instance -> instance.plugin() == one))
                .toList();
        this.faults = survey.faults().stream()
                .filter(fault ->
                        ids.stream().anyMatch(id -> fault.contains("'" + id + "'") || fault.contains("plugins." + id)))
                .toList();
    }

    /**
     * Gathers it.
     *
     * @param asked an id of a plugin or instance, or the name or path of a file
     */
    static Why of(Survey survey, String asked) {
        return new Why(survey, asked);
    }

    private static List<FileDecision> files(Survey survey, String asked) {
        List<FileDecision> all = survey.discovery().files();
        List<FileDecision> named =
                all.stream().filter(file -> isNamed(file, asked)).toList();
        if (!named.isEmpty()) {
            return named;
        }
        Set<String> ids = new LinkedHashSet<>(Set.of(asked));
        survey.attached().stream()
                .filter(one -> one.id().equals(asked))
                .forEach(one -> ids.add(one.plugin().id()));
        return all.stream()
                .filter(file -> file.ids().stream().anyMatch(ids::contains))
                .toList();
    }

    private static boolean isNamed(FileDecision file, String asked) {
        return file.source().equals(asked)
                || file.source().endsWith("/" + asked)
                || file.path()
                        .map(path -> path.endsWith(asked)
                                || path.toAbsolutePath()
                                        .normalize()
                                        .equals(Path.of(asked).toAbsolutePath().normalize()))
                        .orElse(false);
    }

    /** Whether a file was asked about, and not an id. */
    private boolean isFile() {
        return files.stream().anyMatch(file -> isNamed(file, asked));
    }

    /** Whether anything is known of it. */
    boolean isKnown() {
        return !joining.isEmpty()
                || !staying.isEmpty()
                || !refusals.isEmpty()
                || !plugins.isEmpty()
                || !files.isEmpty();
    }

    /** Whether something of it joins. */
    boolean joins() {
        return !joining.isEmpty();
    }

    /** Whether something is wrong with it. */
    boolean isFaulty() {
        return !refusals.isEmpty() || !faults.isEmpty();
    }

    /** What is said when nothing is known of it. */
    String unknown() {
        if (!faults.isEmpty()) {
            return String.join(System.lineSeparator(), faults);
        }
        return asked.endsWith(".jar")
                ? "There is no file '%s' on the class path with plugins, nor in a plugins folder%s%s"
                        .formatted(
                                asked,
                                folders(),
                                Nearest.of(asked, known())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(
                                                "; --config FILE looks where a run of FILE does, --plugins DIR into a folder."))
                : "There is no plugin '%s'%s".formatted(asked, Nearest.hint(asked, known()));
    }

    private String folders() {
        return survey.folders().isEmpty()
                ? ""
                : survey.folders().stream()
                        .map(one -> one.path().toString())
                        .collect(java.util.stream.Collectors.joining(", ", " (", ")"));
    }

    /** The nearest of what there is; empty if none is near. */
    private List<String> nearest() {
        return Nearest.of(asked, known()).stream().toList();
    }

    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        boolean jar = asked.endsWith(".jar");
        for (FileDecision file : survey.discovery().files()) {
            if (jar) {
                known.add(file.source());
            } else {
                known.addAll(file.ids());
            }
        }
        if (!jar) {
            survey.attached().forEach(one -> known.add(one.id()));
            survey.discovery().plugins().forEach(one -> known.add(one.id()));
        }
        return known;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        joining.forEach(one -> lines.add("%s joins the run: %s".formatted(one.id(), one.why())));
        staying.forEach(one -> lines.add("%s does not join: %s".formatted(one.id(), one.reason())));
        refusals.forEach(one -> lines.add("refused: " + one.text()));
        faults.forEach(one -> lines.add("wrong: " + one));
        if (lines.isEmpty()) {
            files.forEach(one -> lines.add("%s: %s".formatted(one.source(), FileDocument.words(one.outcome()))));
        }
        for (FoundPlugin plugin : plugins) {
            lines.add("");
            lines.add("plugin %s%s from %s"
                    .formatted(
                            plugin.id(),
                            plugin.version().map(version -> " " + version).orElse(""),
                            plugin.origin()));
            PluginDescription description = PluginDescription.of(plugin);
            lines.add("  joins      " + description.joins());
            for (Selected one : joining) {
                if (one.plugin() == plugin) {
                    instance(one, lines);
                }
            }
        }
        for (FileDecision file : files) {
            lines.add("");
            lines.addAll(new FileDocument(file).lines());
        }
        return lines;
    }

    private void instance(Selected one, List<String> lines) {
        Place place = Place.of(survey, one);
        lines.add("  %s".formatted(one.id()));
        lines.add("    place    %d of %d: %s".formatted(place.position(), place.count(), place.why()));
        String head = "options";
        for (Map<String, @Nullable Object> option : options(one)) {
            Object value = option.get("value");
            lines.add("    %-8s %s %s (%s)"
                    .formatted(
                            head,
                            option.get("name"),
                            value == null ? "is not set" : "= " + value,
                            option.get("source")));
            head = "";
        }
    }

    private static List<Map<String, @Nullable Object>> options(Selected one) {
        List<OptionDescription> options = PluginDescription.of(one.plugin()).options();
        Map<String, BoundValue> set;
        String fault = "";
        try {
            set = Survey.source(one)
                    .set(options.stream().map(OptionDescription::name).toList());
        } catch (TracksideException unresolved) {
            set = Map.of();
            fault = Failures.sentence(unresolved);
        }
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (OptionDescription option : options) {
            BoundValue value = set.get(option.name());
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("name", option.name());
            if (value != null) {
                map.put("value", value.text());
                map.put("source", value.origin());
            } else if (!fault.isEmpty()) {
                map.put("value", null);
                map.put("source", fault);
            } else {
                map.put("value", option.shownDefault().isEmpty() ? null : option.shownDefault());
                map.put("source", option.isRequired() ? "required, and not set" : "default");
            }
            map.put("secret", value != null && value.secret());
            all.add(map);
        }
        return all;
    }

    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = Json.document("plugins-why");
        document.put("asked", asked);
        document.put("known", isKnown());
        document.put("joins", joins());
        document.put("nearest", isKnown() ? List.of() : nearest());
        List<Map<String, @Nullable Object>> instances = new ArrayList<>();
        for (Selected one : joining) {
            Place place = Place.of(survey, one);
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("id", one.id());
            map.put("plugin", one.plugin().id());
            map.put("why", one.why());
            map.put("position", place.position());
            map.put("of", place.count());
            map.put("phase", place.phase());
            map.put("constraints", place.constraints());
            map.put("options", options(one));
            instances.add(map);
        }
        document.put("instances", instances);
        document.put(
                "not-attached",
                staying.stream()
                        .map(one -> Map.of("id", one.id(), "from", one.origin(), "why", one.reason()))
                        .toList());
        document.put("plugins", plugins.stream().map(Why::plugin).toList());
        document.put(
                "refusals", refusals.stream().map(PluginsListCommand::refusal).toList());
        document.put("faults", faults);
        document.put(
                "files",
                files.stream().map(file -> new FileDocument(file).toMap()).toList());
        return document;
    }

    private static Map<String, @Nullable Object> plugin(FoundPlugin plugin) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", plugin.id());
        map.put("version", plugin.version().orElse(null));
        map.put("from", plugin.origin());
        map.put(
                "jar",
                Stream.ofNullable(plugin.jar()).map(Path::toString).findFirst().orElse(null));
        map.put("joins", PluginDescription.of(plugin).joins());
        return map;
    }
}
