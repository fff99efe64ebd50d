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
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import dev.trackside.spi.StateSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the constants that describe a class. */
final class SpecCode {

    private SpecCode() {}

    static CodeBlock plugin(HandlerClass handlers) {
        PluginUse plugin = handlers.plugin();
        return CodeBlock.of(
                "new $T($S, $L, $T.$L, $T.$L, $T.$L, $L, $L, $L, $L)",
                PluginSpec.class,
                handlers.id(),
                plugin != null,
                Phase.class,
                handlers.phase(),
                Attach.class,
                handlers.attach(),
                FailurePolicy.class,
                plugin == null ? FailurePolicy.INFERRED : plugin.onFailure().value(),
                texts(plugin, PluginUse::before),
                texts(plugin, PluginUse::after),
                texts(plugin, PluginUse::requires),
                texts(plugin, PluginUse::produces));
    }

    private static CodeBlock texts(@Nullable PluginUse plugin, Function<PluginUse, List<Value<String>>> part) {
        Stream<Value<String>> values = Stream.ofNullable(plugin).flatMap(use -> part.apply(use).stream());
        return CodeBlock.of(
                "$T.names($L)",
                PluginSpec.class,
                CodeBlock.join(
                        values.map(value -> CodeBlock.of("$S", value.value())).toList(), ", "));
    }

    static CodeBlock handlers(HandlerClass handlers) {
        return list(
                HandlerSpec.class,
                handlers.handlers().stream()
                        .map(handler -> handler(handler, handlers.asyncQueue()))
                        .toList());
    }

    static CodeBlock options(HandlerClass handlers) {
        return list(
                OptionSpec.class,
                handlers.options().stream().map(SpecCode::option).toList());
    }

    static CodeBlock states(HandlerClass handlers) {
        return list(
                StateSpec.class, handlers.states().stream().map(SpecCode::state).toList());
    }

    /** By a method of the class: of {@code List.of} the compiler would have to infer which is meant, and of what. */
    private static CodeBlock list(Class<?> type, List<CodeBlock> entries) {
        return entries.isEmpty()
                ? CodeBlock.of("$T.list()", type)
                : CodeBlock.of("$T.list(\n$>$>$L$<$<)", type, CodeBlock.join(entries, ",\n"));
    }

    private static CodeBlock handler(Handler handler, int asyncQueue) {
        List<CodeBlock> calls = new ArrayList<>();
        EventUse use = handler.use();
        if (use.isCounted()) {
            calls.add(filter(use));
        } else if (use.everySeconds().value() > 0) {
            calls.add(CodeBlock.of(".everySeconds($L)", use.everySeconds().value()));
        }
        Set<CodeBlock> needs = new LinkedHashSet<>(); // a metric or service taken twice is needed once
        handler.arguments().forEach(argument -> needs.add(need(argument)));
        needs.removeIf(CodeBlock::isEmpty);
        calls.addAll(needs);
        MetricName produced = handler.method().produces();
        if (produced != null) {
            calls.add(CodeBlock.of(".produces($S)", produced.text()));
        }
        AsyncUse async = handler.method().async();
        if (async != null) {
            calls.add(CodeBlock.of(
                    ".async($L, $T.$L)",
                    asyncQueue,
                    WhenFull.class,
                    async.whenFull().value()));
        }
        return CodeBlock.of(
                "$T.on($T.class, $S)$L.build()",
                HandlerSpec.class,
                TypeNames.raw(handler.event().annotation()),
                handler.method().text(),
                CodeBlock.join(calls, ""));
    }

    private static CodeBlock filter(EventUse use) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        ".filter($L, $L, $L",
                        use.every().value(),
                        use.from().value(),
                        use.until().value() == Integer.MAX_VALUE
                                ? CodeBlock.of("$T.MAX_VALUE", Integer.class)
                                : use.until().value());
        use.at().forEach(count -> code.add(", $L", count.value()));
        return code.add(")").build();
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

    private static CodeBlock option(OptionField option) {
        return CodeBlock.of(
                "new $T($S, $T.$L, $T.class, $L, $L, $L, $L, $S)",
                OptionSpec.class,
                option.name().value(),
                OptionSpec.Kind.class,
                option.kind(),
                TypeNames.erased(option.element()),
                option.nullable(),
                option.required().value(),
                number(option.min().value()),
                number(option.max().value()),
                option.description());
    }

    private static CodeBlock number(double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            return CodeBlock.of("$T.NEGATIVE_INFINITY", Double.class);
        }
        return value == Double.POSITIVE_INFINITY
                ? CodeBlock.of("$T.POSITIVE_INFINITY", Double.class)
                : CodeBlock.of("$L", value);
    }

    private static CodeBlock state(StateField state) {
        return CodeBlock.of(
                "new $T($S, $S)",
                StateSpec.class,
                state.member().name(),
                state.value().full());
    }
}
