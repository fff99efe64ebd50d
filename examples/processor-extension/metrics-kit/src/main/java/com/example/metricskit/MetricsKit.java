package com.example.metricskit;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.extension.Report;
import dev.trackside.processor.model.AnnotationReader;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.Parameter;
import dev.trackside.processor.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Wants a unit for each metric that a handler takes, and writes a class that knows the units at run time. */
public final class MetricsKit implements ProcessorExtension {

    private static final Set<String> UNITS = Set.of("1", "%", "s", "1/s");

    private boolean strict;

    // docs: about
    @Override
    public String id() {
        return "metrics-kit";
    }

    @Override
    public String reportTo() {
        return "https://example.com/metrics-kit/issues";
    }

    @Override
    public Incremental incremental() {
        return Incremental.ISOLATING;
    }

    @Override
    public Set<String> options() {
        return Set.of("strict");
    }

    @Override
    public void begin(Map<String, String> options) {
        strict = Boolean.parseBoolean(options.get("strict"));
    }
    // docs: end

    // docs: validate
    @Override
    public void validate(HandlerClass handlers, Report report) {
        for (Parameter parameter : metrics(handlers)) {
            Optional<Value<String>> unit = unit(parameter);
            if (unit.isEmpty()) {
                String message = "`%s` is a metric without a unit. Write @Unit(\"s\") before it, or whatever it is measured in."
                        .formatted(parameter.text());
                if (strict) {
                    report.error("unit-missing", parameter.origin(), message);
                } else {
                    report.warning("unit-missing", parameter.origin(), message);
                }
            } else if (!UNITS.contains(unit.get().value())) {
                String message = "\"%s\" is no unit. Write one of 1, %%, s, 1/s.".formatted(unit.get().value());
                report.error("unit-unknown", unit.get().origin(), message);
            }
        }
    }

    private static List<Parameter> metrics(HandlerClass handlers) {
        return handlers.methods().stream()
                .flatMap(method -> method.parameters().stream())
                .filter(parameter -> parameter.metric() != null)
                .toList();
    }

    /** An annotation of one's own on something of the model; a value knows where it is written. */
    private static Optional<Value<String>> unit(Parameter parameter) {
        return AnnotationReader.find(parameter.origin(), "com.example.metricskit.Unit")
                .map(annotation -> annotation.value("value", String.class, ""));
    }
    // docs: end

    // docs: contribute
    @Override
    public void contribute(HandlerClass handlers, Additions additions) {
        Map<String, String> units = new TreeMap<>(); // sorted, so that two builds write the same bytes
        for (Parameter parameter : metrics(handlers)) {
            MetricName metric = parameter.metric();
            unit(parameter).ifPresent(unit -> units.put(metric.text(), unit.value()));
        }
        if (units.isEmpty()) {
            return;
        }
        StringBuilder cases = new StringBuilder();
        units.forEach((metric, unit) ->
                cases.append("            case \"%s\" -> \"%s\";\n".formatted(metric, unit)));
        additions.source("Units", """
                package %s;

                /** The units of the metrics that {@link %s} takes. */
                final class %s {

                    private %3$s() {}

                    static String of(String metric) {
                        return switch (metric) {
                %s            default -> throw new IllegalArgumentException(metric + " has no unit");
                        };
                    }
                }
                """.formatted(handlers.type().packageName(), handlers.text(), handlers.companionName("Units"), cases));
    }
    // docs: end
}
