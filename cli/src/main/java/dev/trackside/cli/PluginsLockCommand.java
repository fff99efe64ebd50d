package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.discovery.FolderJars;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.discovery.PluginFolders;
import dev.trackside.runtime.trust.LockFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the jars of plugins folders with their sums, for {@code loading.trust: listed}. */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the SHA-256 of each jar in the plugins folders into a lock file, libraries too. A run with 'loading.trust: listed' uses no other "
                    + "jars. Nothing of the jars is run. Look at the file before you keep it with the configuration.",
            "With --check nothing is written: it ends with 1, and says what was added, changed or removed, if the folders are not as listed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins lock digits.yaml",
            "  trackside plugins lock --plugins my-plugins --output my.lock",
            "  trackside plugins lock digits.yaml --check"
        })
final class PluginsLockCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The configuration whose folders and lock file are meant; trackside.yaml if there is one.")
    @Nullable
    Path file;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder with jars of plugins; may be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "LOCK",
            description = "The lock file; else loading.lock, else trackside.lock beside the configuration.")
    @Nullable
    Path output;

    @Option(names = "--check", description = "Compare and write nothing.")
    boolean check;

    @Option(names = "--json", description = "Print JSON for programs.")
    boolean json;

    PluginsLockCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path lock;
        List<PluginFolder> where;
        try {
            ConfigFile config = file == null ? ConfigFile.usual() : ConfigFile.read(file);
            lock = output != null ? output : LoadingSettings.of(config).trust().lock();
            where = PluginFolders.of(config, folders);
        } catch (TracksideException fault) {
            throw Failures.wrongUse(fault);
        }
        FolderJars.Listing listing = FolderJars.list(where);
        boolean sound = listing.refusals().isEmpty();
        listing.refusals().forEach(refusal -> context.console().error("warning: not listed: " + refusal.text()));
        LockFile now = listing.lock();
        LockFile before = Files.exists(lock) ? read(lock) : new LockFile(List.of());
        List<String> differences = before.differences(now);
        if (!check) {
            now.write(lock);
        }
        print(lock, now, differences);
        return check && !(differences.isEmpty() && sound) ? ExitCodes.FAILED : ExitCodes.OK;
    }

    /** A damaged file may be replaced, and not be compared with. */
    private LockFile read(Path lock) {
        try {
            return LockFile.read(lock);
        } catch (TracksideException damaged) {
            if (check) {
                throw damaged;
            }
            context.console().error("warning: " + damaged.getMessage());
            return new LockFile(List.of());
        }
    }

    private void print(Path lock, LockFile now, List<String> differences) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> document = Json.document("plugins-lock");
            document.put("lock", lock.toString());
            document.put("jars", now.jars().size());
            document.put("written", !check);
            document.put("differences", differences);
            Json.print(out, document);
        } else {
            differences.forEach(out::println);
            String jars = now.jars().size() == 1 ? "1 jar" : now.jars().size() + " jars";
            if (!check) {
                out.println("%s lists %s.".formatted(lock, jars));
            } else if (differences.isEmpty()) {
                out.println("The plugins folders have what %s lists: %s.".formatted(lock, jars));
            } else if (!Files.exists(lock)) {
                out.println("There is no %s; write it with: trackside plugins lock".formatted(lock));
            } else {
                out.println("If that is meant, write %s anew: trackside plugins lock".formatted(lock));
            }
        }
        out.flush();
    }
}
