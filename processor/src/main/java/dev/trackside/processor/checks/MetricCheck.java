package dev.trackside.processor.checks;

import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.Delivery;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.Parameter;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Value;
import dev.trackside.spi.OptionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether metrics are taken and produced in a way that can work. */
final class MetricCheck implements Check {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String LEARNING_RATE = "lr";

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (HandlerMethod method : handlers.methods()) {
            if (!method.events().isEmpty()) {
                method.parameters().forEach(parameter -> checkTaken(handlers, parameter, findings));
                checkProduced(method, findings);
            }
        }
        Map<String, HandlerMethod> producers = new HashMap<>();
        for (Handler handler : handlers.handlers()) {
            checkAtEvent(handler, producers, findings);
            checkWriter(handlers, handler, findings);
        }
        if (handlers.plugin() != null) {
            checkDeclared(handlers, handlers.plugin(), findings);
        }
    }

    private static void checkTaken(HandlerClass handlers, Parameter parameter, Findings findings) {
        MetricName metric = parameter.metric();
        if (metric == null) {
            return;
        }
        TypeRef type = parameter.type();
        if (!type.is(double.class) && !type.is(OptionalDouble.class) && !type.isMissing()) {
            findings.add(Diagnostic.METRIC_TYPE, parameter.origin(), type);
        }
        checkNames(metric, findings);
        if (metric.byOption()) {
            checkOption(handlers, metric.option().value(), metric.option(), false, findings);
        }
    }

    private static void checkNames(MetricName metric, Findings findings) {
        if (metric.byOption() && !metric.name().value().isEmpty()) {
            findings.add(Diagnostic.METRIC_AMBIGUOUS, metric.option().origin());
        } else if (!metric.isNamed()) {
            findings.add(
                    Diagnostic.METRIC_BLANK,
                    metric.name().given() ? metric.name().origin() : metric.origin());
        } else if (!metric.byOption()) {
            checkForm(metric, findings);
        }
    }

    /** Braces mean an option in {@code produces} only. */
    private static void checkForm(MetricName metric, Findings findings) {
        String name = metric.text();
        Matcher placeholder = PLACEHOLDER.matcher(name);
        if (placeholder.matches() && !placeholder.group(1).isBlank()) {
            String meant = "an option is not named in braces here. Did you mean @Metric(option = \"%s\")?";
            findings.add(Diagnostic.METRIC_NAME, metric.name().origin(), name, meant.formatted(placeholder.group(1)));
        } else {
            checkSpace(metric.name(), findings);
        }
    }

    private static void checkSpace(Value<String> name, Findings findings) {
        if (!name.value().equals(name.value().strip())) {
            String meant = "spaces around it belong to the name, and no engine reports such. Write \"%s\"";
            findings.add(
                    Diagnostic.METRIC_NAME,
                    name.origin(),
                    name.value(),
                    meant.formatted(name.value().strip()));
        }
    }

    private static void checkOption(
            HandlerClass handlers, String name, Value<String> where, boolean several, Findings findings) {
        List<String> names =
                handlers.options().stream().map(option -> option.name().value()).toList();
        Optional<OptionField> found = handlers.options().stream()
                .filter(option -> option.name().value().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            findings.add(
                    Diagnostic.METRIC_OPTION_UNKNOWN, where.origin(), handlers.text(), name, Nearest.hint(name, names));
            return;
        }
        boolean fits = found.get().element().is(String.class)
                && (several || found.get().kind() == OptionSpec.Kind.SINGLE);
        if (!fits) {
            findings.add(
                    Diagnostic.METRIC_OPTION_TYPE,
                    where.origin(),
                    name,
                    found.get().type(),
                    several ? "metrics" : "a metric",
                    several ? "String, List<String> or Set<String>" : "String");
        }
    }

    private static void checkProduced(HandlerMethod method, Findings findings) {
        MetricName metric = method.produces();
        if (metric == null) {
            return;
        }
        if (metric.byOption()) {
            findings.add(
                    Diagnostic.METRIC_OPTION_PRODUCED,
                    metric.option().origin(),
                    metric.option().value());
        } else {
            checkNames(metric, findings);
        }
        TypeRef returned = method.returnType();
        boolean asynchronous = method.async() != null; // judged there
        if (!returned.is(double.class)
                && !returned.is(OptionalDouble.class)
                && !asynchronous
                && !returned.isMissing()) {
            findings.add(Diagnostic.METRIC_RETURN, method.member().origin(), MethodCheck.text(method), returned);
        }
    }

    private static void checkAtEvent(Handler handler, Map<String, HandlerMethod> producers, Findings findings) {
        String event = handler.event().text();
        if (!handler.event().delivers(Delivery.METRICS)) {
            for (Argument argument : handler.arguments()) {
                MetricName metric = argument.parameter().metric();
                boolean taken =
                        argument.kind() == ArgumentKind.METRIC || argument.kind() == ArgumentKind.OPTIONAL_METRIC;
                if (taken
                        && metric != null
                        && !metric.byOption()
                        && !metric.text().equals(LEARNING_RATE)) {
                    findings.add(Diagnostic.METRIC_ABSENT, metric.name().origin(), event, metric.text());
                }
            }
        }
        MetricName produced = handler.method().produces();
        if (produced == null || produced.byOption() || !produced.isNamed()) {
            return;
        }
        if (handler.event().delivers(Delivery.VALIDATION) && !produced.text().startsWith("val_")) {
            findings.add(Diagnostic.METRIC_VALIDATION_NAME, produced.name().origin(), produced.text(), event);
        }
        HandlerMethod earlier = producers.putIfAbsent(event + " " + produced.text(), handler.method());
        if (earlier != null) {
            findings.add(
                    Diagnostic.METRIC_DUPLICATE,
                    produced.name().origin(),
                    produced.text(),
                    MethodCheck.text(earlier) + " at " + event);
        }
    }

    private static void checkWriter(HandlerClass handlers, Handler handler, Findings findings) {
        boolean declared =
                handlers.plugin() != null && !handlers.plugin().produces().isEmpty();
        handler.arguments().stream()
                .filter(argument ->
                        argument.kind() == ArgumentKind.METRIC_WRITER && !declared && !handlers.isAbstract())
                .forEach(argument -> findings.add(
                        Diagnostic.METRIC_UNDECLARED,
                        argument.parameter().origin(),
                        MethodCheck.text(handler.method())));
    }

    private static void checkDeclared(HandlerClass handlers, PluginUse plugin, Findings findings) {
        Map<String, String> producers = new HashMap<>();
        for (HandlerMethod method : handlers.methods()) {
            MetricName produced = method.produces();
            if (produced != null && !produced.byOption()) {
                producers.putIfAbsent(produced.text(), MethodCheck.text(method));
            }
        }
        for (Value<String> name : plugin.produces()) {
            if (name.value().isBlank()) {
                findings.add(Diagnostic.METRIC_BLANK, name.origin());
                continue;
            }
            String earlier = producers.putIfAbsent(name.value(), "an earlier entry");
            if (earlier != null) {
                findings.add(Diagnostic.METRIC_DUPLICATE, name.origin(), name.value(), earlier);
            }
            checkPlaceholders(handlers, name, findings);
        }
    }

    private static void checkPlaceholders(HandlerClass handlers, Value<String> name, Findings findings) {
        Matcher placeholder = PLACEHOLDER.matcher(name.value());
        while (placeholder.find()) {
            checkOption(handlers, placeholder.group(1), name, true, findings);
        }
        if (placeholder.reset().replaceAll("").matches(".*[{}].*")) {
            findings.add(
                    Diagnostic.METRIC_NAME,
                    name.origin(),
                    name.value(),
                    "a brace has no partner. Write {option} for the values of an option");
        } else {
            checkSpace(name, findings);
        }
    }
}
