package dev.trackside.cli;

import dev.trackside.runtime.doctor.Doctor;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** Says what is wrong with plugins and callbacks, and how to mend it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks for what keeps plugins from working: jars and plugins that cannot be loaded, two plugins with one id, classes with "
                    + "handlers that the annotation processor never saw, service entries and descriptors that got lost, services nobody "
                    + "can load, versions that do not belong together, classes that are there twice; and what is wrong in the sections "
                    + "plugins and loading of FILE. Says how to mend each. Data, engine and metrics are looked at by train.",
            "It loads the classes of plugins to see whether they can be loaded, and creates none of them.",
            "Ends with 1 if it finds anything."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins doctor digits.yaml",
            "  trackside plugins doctor --plugins my-plugins --json",
        })
final class PluginsDoctorCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The same as --config FILE.")
    @Nullable
    Path file;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsDoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Survey survey = search.survey(context, file)) {
            List<Doctor.Complaint> complaints = Doctor.examine(context.loader(), survey.folders(), survey.discovery());
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                Json.print(out, document(survey, complaints));
            } else {
                print(survey, complaints, out);
            }
            return complaints.isEmpty() && survey.faults().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private static void print(Survey survey, List<Doctor.Complaint> complaints, PrintWriter out) {
        int plugins = survey.discovery().plugins().size();
        for (Doctor.Complaint complaint : complaints) {
            out.println("%s: %s%s."
                    .formatted(
                            complaint.source(),
                            complaint.subject() == null ? "" : complaint.subject() + " ",
                            complaint.what()));
            out.println("    remedy: " + complaint.remedy() + ".");
        }
        survey.faults().forEach(out::println);
        if (complaints.isEmpty() && survey.faults().isEmpty()) {
            out.println(
                    plugins == 1
                            ? "Nothing is wrong with the one plugin that was found."
                            : "Nothing is wrong with the %d plugins that were found.".formatted(plugins));
        }
        out.flush();
    }

    private static Map<String, @Nullable Object> document(Survey survey, List<Doctor.Complaint> complaints) {
        Map<String, @Nullable Object> document = Json.document("plugins-doctor");
        document.put("config", survey.config().path().map(Path::toString).orElse(null));
        document.put("plugins", survey.discovery().plugins().size());
        document.put(
                "complaints",
                complaints.stream().map(PluginsDoctorCommand::complaint).toList());
        document.put("faults", survey.faults());
        return document;
    }

    private static Map<String, @Nullable Object> complaint(Doctor.Complaint complaint) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("kind", FileDocument.words(complaint.kind()));
        map.put("source", complaint.source());
        map.put("subject", complaint.subject());
        map.put("what", complaint.what());
        map.put("remedy", complaint.remedy());
        return map;
    }
}
