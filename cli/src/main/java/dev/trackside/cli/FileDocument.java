package dev.trackside.cli;

import dev.trackside.runtime.discovery.FileDecision;
import dev.trackside.runtime.loading.FoundPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided about a file, for people and for programs. */
final class FileDocument {

    private final FileDecision file;

    FileDocument(FileDecision file) {
        this.file = file;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String path = file.path().map(at -> " (" + at + ")").orElse("");
        lines.add("%s%s: %s".formatted(file.source(), path, words(file.outcome())));
        for (FileDecision.Step step : file.steps()) {
            lines.add("  %-9s %-3s %s"
                    .formatted(words(step.rule()), step.passed() ? "yes" : "no", step.detail())
                    .stripTrailing());
        }
        return lines;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("source", file.source());
        map.put("path", file.path().map(Object::toString).orElse(null));
        map.put("place", words(file.place()));
        map.put("outcome", words(file.outcome()));
        map.put("sha256", sha256());
        map.put("ids", file.ids());
        map.put("usable-plugins", file.plugins().stream().map(FoundPlugin::id).toList());
        map.put("rules", file.steps().stream().map(FileDocument::step).toList());
        return map;
    }

    private static Map<String, @Nullable Object> step(FileDecision.Step step) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("rule", words(step.rule()));
        map.put("passed", step.passed());
        map.put("detail", step.detail());
        return map;
    }

    private @Nullable String sha256() {
        try {
            return file.sha256().orElse(null);
        } catch (IOException gone) {
            return null; // somebody has taken it away since; the rest is still worth telling
        }
    }

    /** A constant as people write it. */
    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
