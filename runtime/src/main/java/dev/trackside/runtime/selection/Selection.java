package dev.trackside.runtime.selection;

import dev.trackside.Attach;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.config.YamlSection;
import dev.trackside.runtime.facts.Ids;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which instances join a run: of what was found, by what the section {@code plugins} says, with what code attaches, sets and does not
 * want. Everything that is wrong is thrown together.
 */
public final class Selection {

    private static final String SWITCH =
            "write options below '%s:', or '%s: false' to switch it off, or '%s: true' for its defaults.";

    private final Map<String, FoundPlugin> found = new TreeMap<>();
    private final List<Refusal> refusals;
    private final ConfigFile config;
    private final YamlSection section;
    private final FromCode code;
    private final boolean dropIns;
    private final Faults faults = new Faults();
    private final List<Selected> selected = new ArrayList<>();
    private final Map<String, Directions> byHand = new LinkedHashMap<>();
    private final List<NotAttached> notAttached = new ArrayList<>();
    /** Ids that the configuration or code has settled. */
    private final Set<String> settled = new LinkedHashSet<>();

    private Selection(Collection<FoundPlugin> plugins, List<Refusal> refusals, ConfigFile config, FromCode code) {
        plugins.forEach(plugin -> found.put(plugin.id(), plugin));
        this.refusals = refusals;
        this.config = config;
        this.section = config.root().section("plugins");
        this.code = code;
        this.dropIns = LoadingSettings.of(config).dropIns();
    }

    /**
     * What joins a run and what does not.
     *
     * @param selected plugins that join, by instance id
     * @param byHand what the configuration says of the instances that code attaches, by id, in their order; an id that is missing was
     *     switched off and is among {@code notAttached}
     * @param notAttached what was found and does not join
     */
    public record Result(List<Selected> selected, Map<String, Directions> byHand, List<NotAttached> notAttached) {

        /** Copies the parts. */
        public Result {
            selected = List.copyOf(selected);
            byHand = Collections.unmodifiableMap(new LinkedHashMap<>(byHand));
            notAttached = List.copyOf(notAttached);
        }
    }

    /**
     * What joins a run and what does not, as far as it could be decided, and what is wrong.
     *
     * @param result what could be decided
     * @param faults what is wrong; a run does not start unless there is nothing
     */
    public record Judged(Result result, List<TracksideException> faults) {

        /** Copies the list. */
        public Judged {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Decides, and goes on when something is wrong: for diagnosis.
     *
     * @param plugins what was found
     * @param refusals what was refused, to tell whoever configures it
     * @param config the configuration with its overrides; options given there configure a plugin
     * @param code what the program says
     * @return what joins, and everything that is wrong
     */
    public static Judged judge(
            Collection<FoundPlugin> plugins, List<Refusal> refusals, ConfigFile config, FromCode code) {
        Selection selection = new Selection(plugins, refusals, config, code);
        return new Judged(selection.run(), selection.faults.list());
    }

    /**
     * Decides.
     *
     * @param plugins what was found
     * @param refusals what was refused, to tell whoever configures it
     * @param config the configuration with its overrides; options given there configure a plugin
     * @param code what the program says
     * @return what joins
     * @throws TracksideException with everything that is wrong
     */
    public static Result select(
            Collection<FoundPlugin> plugins, List<Refusal> refusals, ConfigFile config, FromCode code) {
        Selection selection = new Selection(plugins, refusals, config, code);
        Result result = selection.run();
        selection.faults.throwIfAny();
        return result;
    }

    private Result run() {
        code.attached().forEach(id -> Ids.problem(id).ifPresent(faults::add));
        for (String id : configuredIds()) {
            faults.guard(() -> configured(id));
        }
        for (String id : code.disabled()) {
            if (!settled.contains(id)
                    && !found.containsKey(id)
                    && !code.attached().contains(id)) {
                misspelled(id);
            }
        }
        for (String id : code.attached()) {
            if (settled.add(id)) {
                byHand.put(id, Directions.read(section.sectionOrSwitch(id)));
            }
        }
        for (FoundPlugin plugin : found.values()) {
            if (code.attached().contains(plugin.id())) {
                notAttached.add(
                        new NotAttached(plugin.id(), plugin.origin(), "replaced by the instance that code attaches"));
            } else if (!settled.contains(plugin.id())) {
                unmentioned(plugin);
            }
        }
        selected.sort(Comparator.comparing(Selected::id));
        return new Result(selected, inOrderOfCode(), notAttached);
    }

    /** Ids in the file, then those that only overrides speak of. */
    private Set<String> configuredIds() {
        Set<String> ids = new LinkedHashSet<>(section.keys());
        for (String id : config.overriddenIds()) {
            if (found.containsKey(id)
                    || code.attached().contains(id)
                    || refusal(id).isPresent()) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void configured(String id) {
        settled.add(id);
        Ids.problem(id).ifPresent(problem -> {
            throw new TracksideException(section.keyPlace(id) + ": " + problem);
        });
        YamlSection instance = section.sectionOrSwitch(id);
        boolean on = instance.flag("enabled").orElse(switchedOn(id));
        Optional<String> use = instance.text("use");
        String pluginId = use.orElse(id);
        FoundPlugin plugin = found.get(pluginId);
        if (!on || code.disabled().contains(id)) {
            switchedOff(id, plugin, instance, on);
            return;
        }
        if (code.attached().contains(id)) {
            if (use.isPresent()) {
                throw instance.fault(
                        "use", "'%s' is attached by code, so 'use' has no meaning; remove it.".formatted(id));
            }
            byHand.put(id, Directions.read(instance));
            return;
        }
        if (plugin == null) {
            throw unknown(pluginId, use.isPresent() ? instance.place("use") : section.keyPlace(id));
        }
        selected.add(new Selected(id, plugin, Directions.read(instance), why(id, instance), true));
    }

    private String why(String id, YamlSection instance) {
        if (section.inFile(id)) {
            return "configured at " + section.keyPlace(id);
        }
        return instance.keys().stream()
                .findFirst()
                .map(option -> "configured by " + instance.place(option))
                .orElseGet(() -> "configured by " + section.place(id));
    }

    /** A single value in place of a section. */
    private boolean switchedOn(String id) {
        if (section.isSection(id)) {
            return true;
        }
        try {
            return section.flag(id).orElse(true);
        } catch (TracksideException noFlag) {
            throw section.fault(
                    id, "plugins.%s is neither options nor a switch; ".formatted(id) + SWITCH.formatted(id, id, id));
        }
    }

    private void switchedOff(String id, @Nullable FoundPlugin plugin, YamlSection instance, boolean on) {
        Set<String> known = new LinkedHashSet<>(found.keySet());
        known.addAll(code.attached());
        boolean hasOther =
                plugin == null && !code.attached().contains(id) && refusal(id).isEmpty();
        Optional<String> near = hasOther ? Nearest.of(id, known) : Optional.empty();
        if (near.isPresent()) {
            throw new TracksideException("%s: there is no plugin '%s' to switch off; did you mean '%s'?"
                    .formatted(section.keyPlace(id), id, near.get()));
        }
        instance.ignore();
        String reason = on ? "switched off by code" : "switched off at " + whereSwitched(id, instance);
        notAttached.add(new NotAttached(id, plugin == null ? "" : plugin.origin(), reason));
    }

    private String whereSwitched(String id, YamlSection instance) {
        if (instance.has("enabled")) {
            return instance.place("enabled");
        }
        return section.isSection(id) ? section.keyPlace(id) : section.place(id);
    }

    /** What is not there may be switched off, unless it is nearly the name of something that is. */
    private void misspelled(String id) {
        if (refusal(id).isEmpty()) {
            Nearest.of(id, found.keySet())
                    .ifPresent(near ->
                            faults.add("without(\"%s\"): there is no plugin '%s' to switch off; did you mean '%s'?"
                                    .formatted(id, id, near)));
        }
    }

    private TracksideException unknown(String pluginId, String place) {
        Optional<Refusal> refusal = refusal(pluginId);
        if (refusal.isPresent()) {
            return new TracksideException("%s: plugin '%s' was found but refused: %s"
                    .formatted(place, pluginId, refusal.get().text()));
        }
        List<String> nameless = refusals.stream()
                .filter(other -> other.id() == null)
                .map(Refusal::source)
                .distinct()
                .toList();
        String refused =
                nameless.isEmpty() ? "" : " It may be in what was refused: " + String.join(", ", nameless) + ".";
        String hint = found.isEmpty()
                ? "; no plugin was found on the class path or in a plugins folder."
                : Nearest.hint(pluginId, found.keySet());
        return new TracksideException("%s: there is no plugin '%s'%s%s".formatted(place, pluginId, hint, refused));
    }

    private Optional<Refusal> refusal(String id) {
        return refusals.stream().filter(refusal -> id.equals(refusal.id())).findFirst();
    }

    private void unmentioned(FoundPlugin plugin) {
        String id = plugin.id();
        if (code.disabled().contains(id)) {
            notAttached.add(new NotAttached(id, plugin.origin(), "switched off by code"));
        } else if (plugin.spec().attach() == Attach.ALWAYS && dropIns) {
            YamlSection nothing = section.sectionOrSwitch(id);
            selected.add(new Selected(id, plugin, Directions.read(nothing), "joins every run", false));
        } else {
            String reason = "joins only when configured: add '%s: {}' to 'plugins:'".formatted(id);
            String stray = strayProperty(id);
            boolean idle = stray.isEmpty() && !plugin.isFromFolder();
            notAttached.add(new NotAttached(id, plugin.origin(), reason + stray, idle));
        }
    }

    /** Properties configure what joins; they do not make it join, which would surprise either way and so is said. */
    private String strayProperty(String id) {
        String prefix = "trackside." + id + ".";
        String variable = "TRACKSIDE_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
        return Stream.concat(
                        section.environment().properties().keySet().stream()
                                .filter(name -> name.startsWith(prefix))
                                .map(name -> "-D" + name),
                        section.environment().variables().keySet().stream().filter(name -> name.startsWith(variable)))
                .sorted()
                .findFirst()
                .map(name -> " (%s alone does not)".formatted(name))
                .orElse("");
    }

    private Map<String, Directions> inOrderOfCode() {
        Map<String, Directions> ordered = new LinkedHashMap<>();
        for (String id : code.attached()) {
            Directions directions = byHand.get(id);
            if (directions != null) {
                ordered.put(id, directions);
            }
        }
        return ordered;
    }
}
