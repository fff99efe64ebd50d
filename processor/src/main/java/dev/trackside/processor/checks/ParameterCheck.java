package dev.trackside.processor.checks;

import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeKind;

/** Whether each parameter can receive something at each event of its method. */
final class ParameterCheck implements Check {

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (HandlerMethod method : handlers.methods()) {
            List<Handler> uses = handlers.handlers().stream()
                    .filter(handler ->
                            handler.method().member().order() == method.member().order())
                    .toList();
            if (!uses.isEmpty()) {
                for (int i = 0; i < method.parameters().size(); i++) {
                    checkParameter(handlers, uses, i, findings);
                }
                checkDuplicates(uses.get(0), findings);
            }
        }
    }

    private static void checkParameter(HandlerClass handlers, List<Handler> uses, int index, Findings findings) {
        Parameter parameter = uses.get(0).method().parameters().get(index);
        List<Handler> failing = uses.stream()
                .filter(use -> use.arguments().get(index).kind() == ArgumentKind.UNKNOWN)
                .toList();
        if (failing.isEmpty()) {
            checkType(handlers, uses.get(0), index, findings);
        } else if (parameter.varargs()
                || parameter.metric() != null
                || parameter.type().isMissing()) {
            return; // judged elsewhere
        } else if (failing.size() < uses.size()) {
            failing.forEach(use -> findings.add(
                    Diagnostic.TWO_EVENTS_ONE_PARAMETER,
                    use.use().origin(),
                    use.event().text(),
                    parameter.text()));
        } else {
            UnknownParameter.explain(uses.get(0), placed(handlers, uses.get(0), parameter), findings);
        }
    }

    /** Where a subclass gives a type argument that its superclass cannot know of, the subclass is to blame. */
    private static Parameter placed(HandlerClass handlers, Handler use, Parameter parameter) {
        boolean given = use.method().member().inherited()
                && parameter.origin().element().asType().getKind() == TypeKind.TYPEVAR;
        return given
                ? new Parameter(handlers.origin(), parameter.name(), true, parameter.type(), false, null)
                : parameter;
    }

    private static void checkType(HandlerClass handlers, Handler use, int index, Findings findings) {
        Argument argument = use.arguments().get(index);
        Parameter parameter = argument.parameter();
        if (argument.kind() == ArgumentKind.OPEN) {
            boolean ownVariable = use.method().typeParameters().stream()
                    .anyMatch(one -> one.value().equals(parameter.type().text())); // judged there
            if (!handlers.isOpen() && !ownVariable) {
                findings.add(Diagnostic.OPEN_PARAMETER, parameter.origin(), parameter.text(), handlers.text());
            }
        } else if (!parameter.type().isAccessibleFrom(handlers.type().packageName())) {
            findings.add(Diagnostic.INACCESSIBLE_TYPE, parameter.origin(), parameter.type());
        }
    }

    private static void checkDuplicates(Handler handler, Findings findings) {
        Map<String, Parameter> first = new LinkedHashMap<>();
        for (Argument argument : handler.arguments()) {
            MetricName metric = argument.parameter().metric();
            boolean unclear = argument.kind() == ArgumentKind.UNKNOWN
                    || argument.kind() == ArgumentKind.OPEN
                    || (metric != null && !metric.isNamed());
            if (unclear) {
                continue;
            }
            Parameter earlier = first.putIfAbsent(identity(argument), argument.parameter());
            if (earlier != null) {
                findings.add(
                        Diagnostic.DUPLICATE_PARAMETER,
                        argument.parameter().origin(),
                        argument.parameter().text(),
                        earlier.text());
            }
        }
    }

    private static String identity(Argument argument) {
        MetricName metric = argument.parameter().metric();
        return metric == null
                ? argument.kind() + " " + argument.type().fullText()
                : "metric " + metric.byOption() + " " + metric.text();
    }
}
