package dev.trackside.cli;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.selection.Selected;
import dev.trackside.spi.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which handlers are called at each event, in which order and why; loads no class of a plugin that has a descriptor. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says in which order the plugins of a run of FILE are called at each event, and why.",
            "Ends with 2 if the run would not start; what is wrong is said."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins order digits.yaml",
            "  trackside plugins order digits.yaml --event OnEpochEnd",
        })
final class PluginsOrderCommand implements Callable<Integer> {

    /** In the order in which a run raises them. */
    private static final List<String> EVENTS = List.of(
            "OnTrainBegin",
            "OnResume",
            "OnEpochBegin",
            "OnBatchBegin",
            "OnGradients",
            "OnStep",
            "OnBatchEnd",
            "OnValidationBegin",
            "OnValidationBatchBegin",
            "OnValidationBatchEnd",
            "OnValidationEnd",
            "OnEpochEnd",
            "OnCheckpoint",
            "OnDecision",
            "OnArtifact",
            "OnFailure",
            "OnTrainEnd");

    private static final String API = "dev.trackside.";

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The same as --config FILE.")
    @Nullable
    Path file;

    @Option(names = "--event", paramLabel = "EVENT", description = "Only this event, e.g. OnEpochEnd.")
    @Nullable
    String event;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsOrderCommand(CliContext context) {
        this.context = context;
    }

    /** A handler of an instance. */
    private record Call(Selected instance, Place place, PluginDocument handler) {

        String conditions() {
            List<String> conditions = new ArrayList<>();
            if (!handler.text("filter").equals("always")) {
                conditions.add(handler.text("filter"));
            }
            if (handler.flag("async")) {
                conditions.add("async");
            }
            return String.join("; ", conditions);
        }

        Map<String, @Nullable Object> toMap(int position) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("position", position);
            map.put("id", instance.id());
            map.put("phase", place.phase());
            map.put("method", handler.text("method"));
            map.put("filter", handler.text("filter"));
            map.put("async", handler.flag("async"));
            return map;
        }
    }

    @Override
    public Integer call() {
        try (Survey survey = search.survey(context, file)) {
            Map<String, List<Call>> events = chosen(events(survey));
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                Json.print(out, document(survey, events));
            } else {
                print(survey, events, out);
                survey.faults().forEach(one -> context.console().error("error: " + one));
            }
            return survey.faults().isEmpty() ? ExitCodes.OK : ExitCodes.USAGE;
        }
    }

    /** Calls by the full name of their event: those of Trackside in the order of a run, then those of others by name. */
    private static Map<String, List<Call>> events(Survey survey) {
        Map<String, List<Call>> own = new TreeMap<>();
        for (Selected instance : survey.attached()) {
            Place place = Place.of(survey, instance);
            for (PluginDocument handler : PluginDocument.of(instance.plugin()).parts("handlers")) {
                own.computeIfAbsent(handler.text("event"), name -> new ArrayList<>())
                        .add(new Call(instance, place, handler));
            }
        }
        Map<String, List<Call>> all = new LinkedHashMap<>();
        for (String name : EVENTS) {
            List<Call> calls = own.remove(API + name);
            if (calls != null) {
                all.put(API + name, calls);
            }
        }
        all.putAll(own);
        return all;
    }

    private Map<String, List<Call>> chosen(Map<String, List<Call>> events) {
        if (event == null) {
            return events;
        }
        String wanted = event.startsWith("@") ? event.substring(1) : event;
        Map<String, List<Call>> chosen = new LinkedHashMap<>();
        events.forEach((name, calls) -> {
            if (name.equals(wanted) || simple(name).equalsIgnoreCase(wanted)) {
                chosen.put(name, calls);
            }
        });
        List<String> known = new ArrayList<>(EVENTS);
        events.keySet().forEach(name -> known.add(simple(name)));
        if (chosen.isEmpty() && known.stream().noneMatch(wanted::equalsIgnoreCase)) {
            throw new UsageException("There is no event '%s'%s".formatted(wanted, Nearest.hint(wanted, known)));
        }
        return chosen;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void print(Survey survey, Map<String, List<Call>> events, PrintWriter out) {
        if (survey.attached().isEmpty()) {
            out.println("No plugin would be attached.");
            out.flush();
            return;
        }
        TextTable order = new TextTable("", "PLUGIN", "PHASE", "PLACED BY");
        for (Selected one : survey.attached()) {
            Place place = Place.of(survey, one);
            order.row(place.position() + ".", one.id(), place.phase(), place.why());
        }
        order.print(out);
        survey.notes().forEach(note -> out.println("note: " + note.text()));
        events.forEach((name, calls) -> {
            out.println();
            out.println("@" + (name.startsWith(API) ? simple(name) : name));
            TextTable table = new TextTable();
            for (int i = 0; i < calls.size(); i++) {
                Call call = calls.get(i);
                table.row(
                        "  " + (i + 1) + ".",
                        call.instance().id(),
                        call.place().phase(),
                        call.handler().text("method"),
                        call.conditions());
            }
            table.print(out);
        });
        if (events.isEmpty()) {
            out.println();
            out.println("No handler is called.");
        }
        out.flush();
    }

    private static Map<String, @Nullable Object> document(Survey survey, Map<String, List<Call>> events) {
        Map<String, @Nullable Object> document = Json.document("plugins-order");
        document.put("config", survey.config().path().map(Path::toString).orElse(null));
        List<Map<String, @Nullable Object>> plugins = new ArrayList<>();
        for (Selected one : survey.attached()) {
            Place place = Place.of(survey, one);
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("position", place.position());
            map.put("id", one.id());
            map.put("plugin", one.plugin().id());
            map.put("phase", place.phase());
            map.put("constraints", place.constraints());
            map.put("why", place.why());
            plugins.add(map);
        }
        document.put("plugins", plugins);
        document.put("notes", survey.notes().stream().map(note -> note.text()).toList());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        events.forEach((name, calls) -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("event", simple(name));
            map.put("annotation", name);
            List<Map<String, @Nullable Object>> handlers = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                handlers.add(calls.get(i).toMap(i + 1));
            }
            map.put("handlers", handlers);
            all.add(map);
        });
        document.put("events", all);
        document.put("faults", survey.faults());
        return document;
    }
}
