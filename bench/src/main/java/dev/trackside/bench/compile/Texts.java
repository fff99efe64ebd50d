package dev.trackside.bench.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Classes made of the texts in the resources of this package, in turn, each with a number in its name. */
enum Texts {
    /** Handler classes as plugins have them: options, state, three or four handlers, some code. */
    HANDLERS,
    /** Value classes for AutoValue with seven or eight properties, and as many lines. */
    VALUES,
    /** The same with a builder each, as classes with so many properties mostly have one. */
    BUILDERS;

    private List<String> names() {
        return switch (this) {
            case HANDLERS ->
                List.of(
                        "StopWhenStale",
                        "TableLog",
                        "WarmUp",
                        "GradientNorms",
                        "NanGuard",
                        "KeepBest",
                        "Throughput",
                        "Watching");
            case VALUES, BUILDERS -> List.of("Account", "Route", "Reading", "Job");
        };
    }

    List<Source> sources(int count) {
        List<String> names = names();
        List<String> texts = names.stream().map(this::text).toList();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int kind = i % names.size();
                    String number = Integer.toString(i / names.size());
                    String path = "bench/" + folder() + "/" + names.get(kind) + number + ".java";
                    return new Source(path, texts.get(kind).replace("$N", number));
                })
                .toList();
    }

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String text(String name) {
        String path = folder() + "/" + name + ".java.txt";
        try (InputStream stream = Objects.requireNonNull(Texts.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
