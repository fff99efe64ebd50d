package dev.trackside.processor.writer;

import com.palantir.javapoet.CodeBlock;
import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.WhenFull;
import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.AsyncUse;
import dev.trackside.processor.model.EventUse;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.StateField;
import dev.trackside.processor.model.Value;
import dev.trackside.spi.OptionSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes what a table says of its class, in the words of {@link dev.trackside.spi.GeneratedTable}: methods of the superclass need no import, and
 * what is not said needs no text.
 */
final class SpecCode {

    private final HandlerClass handlers;
    private final CodeBlock.Builder code = CodeBlock.builder();

    private SpecCode(HandlerClass handlers) {
        this.handlers = handlers;
    }

    /** The call of the superclass's constructor. */
    static CodeBlock description(HandlerClass handlers) {
        return new SpecCode(handlers).write();
    }

    private CodeBlock write() {
        code.add("super($T.class,\n$>$>", TypeNames.raw(handlers.type()));
        plugin();
        List<Handler> all = handlers.handlers();
        begin("withHandlers(", all);
        for (int i = 0; i < all.size(); i++) {
            separate(i);
            handler(all.get(i));
        }
        List<OptionField> options = handlers.options();
        end(all, "),\n");
        begin("withOptions(", options);
        for (int i = 0; i < options.size(); i++) {
            separate(i);
            option(options.get(i));
        }
        List<StateField> states = handlers.states();
        end(options, "),\n");
        begin("withStates(", states);
        for (int i = 0; i < states.size(); i++) {
            separate(i);
            StateField state = states.get(i);
            code.add("state($S, $S)", state.member().name(), state.value().full());
        }
        end(states, "));\n");
        return code.add("$<$<").build();
    }

    private void begin(String method, List<?> entries) {
        code.add(entries.isEmpty() ? method : method + "\n$>$>");
    }

    private void end(List<?> entries, String text) {
        code.add(entries.isEmpty() ? text : "$<$<" + text);
    }

    private void separate(int index) {
        if (index > 0) {
            code.add(",\n");
        }
    }

    private void plugin() {
        PluginUse plugin = handlers.plugin();
        code.add(
                plugin == null ? "unregistered($S, $T.$L, $T.$L)" : "plugin($S, $T.$L, $T.$L)",
                handlers.id(),
                Phase.class,
                handlers.phase(),
                Attach.class,
                handlers.attach());
        if (plugin != null) {
            FailurePolicy policy = plugin.onFailure().value();
            if (policy != FailurePolicy.INFERRED) {
                code.add(".onFailure($T.$L)", FailurePolicy.class, policy);
            }
            texts("before", plugin.before());
            texts("after", plugin.after());
            texts("requires", plugin.requires());
            texts("produces", plugin.produces());
        }
        code.add(",\n");
    }

    private void texts(String method, List<Value<String>> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                code.add(".$L($S", method, values.get(0).value());
            } else {
                code.add(", $S", values.get(i).value());
            }
        }
        if (!values.isEmpty()) {
            code.add(")");
        }
    }

    private void handler(Handler handler) {
        code.add(
                "on($T.class, $S)",
                TypeNames.raw(handler.event().annotation()),
                handler.method().text());
        EventUse use = handler.use();
        if (use.isCounted()) {
            filter(use);
        } else if (use.everySeconds().value() > 0) {
            code.add(".everySeconds($L)", use.everySeconds().value());
        }
        Set<CodeBlock> needs = new HashSet<>(); // a metric or service taken twice is needed once
        for (Argument argument : handler.arguments()) {
            CodeBlock need = need(argument);
            if (!need.isEmpty() && needs.add(need)) {
                code.add(need);
            }
        }
        MetricName produced = handler.method().produces();
        if (produced != null) {
            code.add(".produces($S)", produced.text());
        }
        AsyncUse async = handler.method().async();
        if (async != null) {
            code.add(
                    ".async($L, $T.$L)",
                    handlers.asyncQueue(),
                    WhenFull.class,
                    async.whenFull().value());
        }
    }

    private void filter(EventUse use) {
        code.add(".filter($L, $L, ", use.every().value(), use.from().value());
        int until = use.until().value();
        if (until == Integer.MAX_VALUE) {
            code.add("$T.MAX_VALUE", Integer.class);
        } else {
            code.add("$L", until);
        }
        for (Value<Integer> count : use.at()) {
            code.add(", $L", count.value());
        }
        code.add(")");
    }

    private static CodeBlock need(Argument argument) {
        return switch (argument.kind()) {
            case METRIC, OPTIONAL_METRIC -> metric(argument);
            case METRICS -> CodeBlock.of(".allMetrics()");
            case METRIC_WRITER -> CodeBlock.of(".writesMetrics()");
            case SERVICE, CAPABILITY, ENGINE_OBJECT ->
                CodeBlock.of(".needs($T.class)", TypeNames.erased(argument.type()));
            case OPTIONAL_CAPABILITY, OPTIONAL_ENGINE_OBJECT ->
                CodeBlock.of(".mayUse($T.class)", TypeNames.erased(argument.type()));
            case EPOCH,
                    BATCH,
                    VALIDATION,
                    OPEN_EPOCH,
                    OPEN_BATCH,
                    EPOCH_INDEX,
                    BATCH_INDEX,
                    STEP,
                    PAYLOAD,
                    OPEN,
                    UNKNOWN -> CodeBlock.of("");
        };
    }

    private static CodeBlock metric(Argument argument) {
        MetricName metric = Objects.requireNonNull(argument.parameter().metric());
        boolean required = argument.kind() == ArgumentKind.METRIC;
        String method = metric.byOption()
                ? required ? "metricOfOption" : "optionalMetricOfOption"
                : required ? "metric" : "optionalMetric";
        return CodeBlock.of(".$L($S)", method, metric.text());
    }

    private void option(OptionField option) {
        code.add("option($S, $T.class)", option.name().value(), TypeNames.erased(option.element()));
        if (option.kind() != OptionSpec.Kind.SINGLE) {
            code.add(option.kind() == OptionSpec.Kind.LIST ? ".list()" : ".set()");
        }
        if (option.nullable()) {
            code.add(".nullable()");
        }
        if (option.required().value()) {
            code.add(".required()");
        }
        if (option.min().value() != Double.NEGATIVE_INFINITY) {
            bound("min", option.min().value());
        }
        if (option.max().value() != Double.POSITIVE_INFINITY) {
            bound("max", option.max().value());
        }
        if (!option.description().isEmpty()) {
            code.add(".about($S)", option.description());
        }
    }

    private void bound(String method, double value) {
        if (Double.isInfinite(value)) {
            code.add(value > 0 ? ".$L($T.POSITIVE_INFINITY)" : ".$L($T.NEGATIVE_INFINITY)", method, Double.class);
        } else {
            code.add(".$L($L)", method, value);
        }
    }
}
