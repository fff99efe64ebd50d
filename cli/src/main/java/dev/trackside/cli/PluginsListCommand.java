package dev.trackside.cli;

import dev.trackside.runtime.discovery.Notice;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.selection.NotAttached;
import dev.trackside.runtime.selection.Selected;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists plugins; loads no class of one that has a descriptor. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the plugins that a run of FILE would find: version, jar, phase, whether they would be attached, and why.",
            "Ends with 1 if one of them cannot be used, with 2 if the run would not start; what is wrong is said."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins list digits.yaml",
            "  trackside plugins list --plugins my-plugins --json",
        })
final class PluginsListCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The same as --config FILE.")
    @Nullable
    Path file;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsListCommand(CliContext context) {
        this.context = context;
    }

    /** What the list says of one instance, plugin, or what could not be one. */
    private record Row(String id, @Nullable FoundPlugin plugin, String from, String status, String why) {

        String version() {
            return plugin == null ? "" : plugin.version().orElse("");
        }

        String phase() {
            return plugin == null ? "" : PluginDescription.of(plugin).phase();
        }

        Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("id", id);
            map.put("plugin", plugin == null ? null : plugin.id());
            map.put("status", status);
            map.put("why", why);
            map.put("version", version().isEmpty() ? null : version());
            map.put("from", from);
            map.put(
                    "jar",
                    plugin == null || plugin.jar() == null ? null : plugin.jar().toString());
            map.put("phase", phase().isEmpty() ? null : phase());
            map.put(
                    "joins",
                    plugin == null ? null : PluginDescription.of(plugin).joins());
            map.put(
                    "description",
                    plugin == null ? null : PluginDescription.of(plugin).summary());
            return map;
        }
    }

    @Override
    public Integer call() {
        try (Survey survey = search.survey(context, file)) {
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                Json.print(out, document(survey));
            } else {
                print(survey, out);
            }
            if (!survey.faults().isEmpty()) {
                return ExitCodes.USAGE;
            }
            return survey.discovery().refusals().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private void print(Survey survey, PrintWriter out) {
        List<Row> rows = rows(survey);
        if (rows.isEmpty()) {
            out.println("There is no plugin.");
        } else {
            TextTable table = new TextTable("PLUGIN", "VERSION", "FROM", "PHASE", "ATTACHED", "WHY");
            rows.forEach(row -> table.row(
                    row.id(),
                    row.version(),
                    row.from(),
                    row.phase(),
                    switch (row.status()) {
                        case "attached" -> "yes";
                        case "not-attached" -> "no";
                        default -> row.status();
                    },
                    row.why()));
            table.print(out);
        }
        out.flush();
        survey.discovery().refusals().forEach(one -> context.console().error("warning: " + one.text()));
        survey.discovery().notices().forEach(one -> context.console().error("warning: " + one.text()));
        survey.faults().forEach(one -> context.console().error("error: " + one));
    }

    private static List<Row> rows(Survey survey) {
        List<Row> rows = new ArrayList<>();
        for (Selected one : survey.attached()) {
            rows.add(new Row(one.id(), one.plugin(), one.plugin().origin(), "attached", one.why()));
        }
        for (NotAttached one : survey.notAttached()) {
            FoundPlugin plugin = survey.discovery().plugins().stream()
                    .filter(other -> other.id().equals(one.id()))
                    .findFirst()
                    .orElse(null);
            rows.add(new Row(one.id(), plugin, one.origin(), "not-attached", one.reason()));
        }
        for (Refusal one : survey.discovery().refusals()) {
            rows.add(new Row(one.id() == null ? "?" : one.id(), null, one.source(), "refused", one.cause()));
        }
        return rows;
    }

    private static Map<String, @Nullable Object> document(Survey survey) {
        Map<String, @Nullable Object> document = Json.document("plugins-list");
        document.put("config", survey.config().path().map(Path::toString).orElse(null));
        document.put(
                "folders",
                survey.folders().stream().map(one -> one.path().toString()).toList());
        document.put("plugins", rows(survey).stream().map(Row::toMap).toList());
        document.put(
                "refusals",
                survey.discovery().refusals().stream()
                        .map(PluginsListCommand::refusal)
                        .toList());
        document.put(
                "notices",
                survey.discovery().notices().stream()
                        .map(PluginsListCommand::notice)
                        .toList());
        document.put("faults", survey.faults());
        document.put(
                "files",
                survey.discovery().files().stream()
                        .map(one -> new FileDocument(one).toMap())
                        .toList());
        return document;
    }

    static Map<String, @Nullable Object> refusal(Refusal refusal) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("source", refusal.source());
        map.put("id", refusal.id());
        map.put("class", refusal.className());
        map.put("what", refusal.cause());
        map.put("remedy", refusal.remedy());
        return map;
    }

    private static Map<String, @Nullable Object> notice(Notice notice) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("source", notice.source());
        map.put("what", notice.what());
        map.put("remedy", notice.remedy());
        return map;
    }
}
