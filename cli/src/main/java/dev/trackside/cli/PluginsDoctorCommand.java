package dev.trackside.cli;

import dev.trackside.runtime.loading.Discovery;
import dev.trackside.runtime.loading.Doctor;
import dev.trackside.runtime.loading.Refusal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is wrong with plugins and callbacks, and how to mend it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for what a run cannot see: jars and plugins that cannot be loaded, two plugins with one id, classes with handlers that the "
                    + "annotation processor never saw, service entries that got lost. Says how to mend each.",
            "Ends with 1 if it finds anything."
        })
final class PluginsDoctorCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsDoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> complaints = new ArrayList<>();
        int plugins;
        try (Discovery discovery = search.discover(context)) {
            plugins = discovery.plugins().size();
            discovery.refusals().stream().map(Refusal::text).forEach(complaints::add);
        }
        Doctor.examine(context.loader(), search.folders).stream()
                .map(Doctor.Complaint::text)
                .forEach(complaints::add);
        PrintWriter out = spec.commandLine().getOut();
        if (search.json) {
            out.println(Json.of(complaints));
        } else if (complaints.isEmpty()) {
            out.println("Nothing is wrong with the %d plugins that were found.".formatted(plugins));
        } else {
            complaints.forEach(out::println);
        }
        out.flush();
        return complaints.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
