package dev.trackside.runtime.trust;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sum of a jar must stand in the lock file; under which name does not matter, since equal sums are equal jars. */
final class ListedRule implements Trust.Rule {

    private static final String RENEW =
            "if that is meant, run 'trackside plugins lock' and look at what changes in %s; else put the listed jar back";

    private final Path file;
    private final LockFile lock;
    private final Set<String> names = new HashSet<>();
    private final Set<String> sums = new HashSet<>();

    private ListedRule(Path file, LockFile lock) {
        this.file = file;
        this.lock = lock;
    }

    static ListedRule of(Path file) {
        if (!Files.exists(file)) {
            throw new TracksideException(
                    "loading.trust is 'listed', but there is no lock file %s, so no jar is listed. Write it with 'trackside plugins lock', look at it, and keep it with the configuration."
                            .formatted(file));
        }
        return new ListedRule(file, LockFile.read(file));
    }

    @Override
    public Optional<Distrust> against(JarBytes jar) throws IOException {
        String sum = jar.sha256();
        names.add(jar.name());
        sums.add(sum);
        if (lock.hasSum(sum)) {
            return Optional.empty();
        }
        List<LockFile.Jar> sameName = lock.named(jar.name());
        if (sameName.isEmpty()) {
            return Optional.of(new Distrust(
                    "it is not listed in %s (its SHA-256 is %s)".formatted(file, sum),
                    "if you know where it is from, run 'trackside plugins lock' to add it; else remove it"));
        }
        return Optional.of(new Distrust(
                "it is not the jar that was listed: its SHA-256 is %s, and %s has %s"
                        .formatted(
                                sum,
                                file,
                                sameName.stream().map(LockFile.Jar::sha256).collect(Collectors.joining(" and "))),
                RENEW.formatted(file)));
    }

    @Override
    public List<Trust.Missing> missing() {
        List<Trust.Missing> missing = new ArrayList<>();
        for (LockFile.Jar jar : lock.jars()) {
            if (!sums.contains(jar.sha256()) && !names.contains(jar.name())) {
                missing.add(new Trust.Missing(
                        jar.name(),
                        "it is listed in %s (SHA-256 %s), and no plugins folder has it".formatted(file, jar.sha256()),
                        RENEW.formatted(file)));
            }
        }
        return missing;
    }
}
