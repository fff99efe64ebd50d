package dev.trackside.bench.compile;

import dev.trackside.bench.compile.Costs.Kind;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All ways that are measured in each round. */
final class Ways {

    private final Map<Kind, Way> ways;

    private Ways(Map<Kind, Way> ways) {
        this.ways = ways;
    }

    /** Makes the sources and finds the processors. */
    static Ways of(Path library, Path autoValue, int classes) {
        Tools.requireAbsent("dev.trackside.processor.TableProcessor");
        Tools.requireAbsent("com.google.auto.value.processor.AutoValueProcessor");
        List<Path> own = Tools.jars(library, "trackside-processor-", "trackside-api-", "jspecify-");
        List<Path> auto = Tools.jars(autoValue, "");
        String handlerPath = path(Tools.jars(library, "trackside-api-", "jspecify-").stream());
        String valuePath = path(auto.stream());
        List<Source> handlers = Texts.HANDLERS.sources(classes);
        List<Source> values = Texts.VALUES.sources(classes);
        List<Source> builders = Texts.BUILDERS.sources(classes);
        Map<Kind, Way> ways = new EnumMap<>(Kind.class);
        ways.put(Kind.HANDLERS_PLAIN, new Way("handlers, -proc:none", handlers, Processing.NONE, handlerPath));
        Way processed = new Way("handlers, Trackside", handlers, Processing.anew(own), handlerPath);
        ways.put(Kind.HANDLERS_PROCESSED, processed);
        ways.put(Kind.HANDLERS_KEPT, new Way("handlers, Trackside kept", handlers, Processing.kept(own), handlerPath));
        List<Source> written = new ArrayList<>(handlers);
        written.addAll(processed.compile().generated());
        ways.put(
                Kind.HANDLERS_WRITTEN,
                new Way("handlers and tables, -proc:none", List.copyOf(written), Processing.NONE, handlerPath));
        ways.put(Kind.VALUES_PLAIN, new Way("values, -proc:none", values, Processing.NONE, valuePath));
        ways.put(Kind.VALUES_PROCESSED, new Way("values, AutoValue", values, Processing.anew(auto), valuePath));
        ways.put(Kind.VALUES_KEPT, new Way("values, AutoValue kept", values, Processing.kept(auto), valuePath));
        ways.put(Kind.BUILDERS_PLAIN, new Way("builders, -proc:none", builders, Processing.NONE, valuePath));
        ways.put(Kind.BUILDERS_PROCESSED, new Way("builders, AutoValue", builders, Processing.anew(auto), valuePath));
        ways.put(Kind.BUILDERS_KEPT, new Way("builders, AutoValue kept", builders, Processing.kept(auto), valuePath));
        return new Ways(ways);
    }

    private static String path(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    Way get(Kind kind) {
        return Objects.requireNonNull(ways.get(kind));
    }

    /** Measures each once, another one first in each round, so that none always follows the same one. */
    Map<Kind, Double> measure(int round) {
        List<Kind> order = new ArrayList<>(ways.keySet());
        Collections.rotate(order, round);
        Map<Kind, Double> millis = new EnumMap<>(Kind.class);
        order.forEach(kind -> millis.put(kind, get(kind).compile().millis()));
        return millis;
    }
}
