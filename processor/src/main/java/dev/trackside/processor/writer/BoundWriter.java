package dev.trackside.processor.writer;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.trackside.Control;
import dev.trackside.MetricWriter;
import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.spi.Binder;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.lang.model.element.Modifier;

/** Writes the nested class that calls the handlers: what they take from the run in fields, a switch over direct calls. */
final class BoundWriter {

    private final HandlerClass handlers;
    private final ClassName name;
    private final NameAllocator names = new NameAllocator();
    private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
    private final CodeBlock.Builder resolved = CodeBlock.builder();

    BoundWriter(HandlerClass handlers, ClassName name) {
        this.handlers = handlers;
        this.name = name;
        for (String taken : List.of("target", "binder", "handler", "frame")) {
            names.newName(taken);
        }
    }

    TypeSpec write() {
        TypeName target = TypeNames.target(handlers);
        MethodSpec call = call();
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(BoundHandlers.class)
                .addField(target, "target", Modifier.PRIVATE, Modifier.FINAL)
                .addFields(fields.values())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(target, "target")
                        .addParameter(Binder.class, "binder")
                        .addStatement("this.target = target")
                        .addCode(resolved.build())
                        .build())
                .addMethod(call)
                .build();
    }

    private MethodSpec call() {
        CodeBlock.Builder code = CodeBlock.builder();
        if (handlers.handlers().isEmpty()) {
            code.addStatement("throw new $T(handler)", IndexOutOfBoundsException.class);
        } else {
            code.add("return switch (handler) {\n$>");
            for (int i = 0; i < handlers.handlers().size(); i++) {
                code.add(one(i, handlers.handlers().get(i)));
            }
            code.addStatement("default -> throw new $T(handler)", IndexOutOfBoundsException.class);
            code.add("$<};\n");
        }
        return MethodSpec.methodBuilder("call")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Control.class)
                .addParameter(int.class, "handler")
                .addParameter(Frame.class, "frame")
                .addCode(code.build())
                .build();
    }

    private CodeBlock one(int slot, Handler handler) {
        if (handler.method().async() != null) {
            return async(slot, handler);
        }
        MetricName produced = handler.method().produces();
        boolean answers = produced == null && handler.method().returnType().is(Control.class);
        CodeBlock.Builder code = CodeBlock.builder().add(answers ? "case $L -> " : "case $L -> {\n$>", slot);
        if (produced != null) {
            code.add("frame.produce($N, ", producedSlot(produced.text()));
        }
        code.add("target.$N(", handler.method().member().name());
        List<Argument> arguments = handler.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                code.add(", ");
            }
            code.add(argument(arguments.get(i)));
        }
        code.add(produced == null ? ");\n" : "));\n");
        return code.add(answers ? "" : "yield null;\n$<}\n").build();
    }

    private static CodeBlock block(int slot, CodeBlock statements) {
        return CodeBlock.builder()
                .beginControlFlow("case $L ->", slot)
                .add(statements)
                .addStatement("yield null")
                .endControlFlow()
                .build();
    }

    /** Evaluates the arguments on the thread that trains; the executor calls the handler on the thread of the plugin. */
    private CodeBlock async(int slot, Handler handler) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<CodeBlock> arguments = new ArrayList<>();
        List<CodeBlock> values =
                handler.arguments().stream().map(this::argument).toList();
        FieldSpec executor = executor(slot, handler);
        NameAllocator locals = names.clone(); // all fields have their names by now
        for (int i = 0; i < values.size(); i++) {
            Argument argument = handler.arguments().get(i);
            CodeBlock value = values.get(i);
            if (isFromFrame(argument)) {
                String local = locals.newName(argument.parameter().name());
                code.addStatement(
                        "$T $N = $L", TypeNames.of(argument.parameter().type()), local, snapshot(argument, value));
                arguments.add(CodeBlock.of("$N", local));
            } else {
                arguments.add(value);
            }
        }
        code.addStatement(
                "$N.execute(() -> target.$N($L))",
                executor,
                handler.method().member().name(),
                CodeBlock.join(arguments, ", "));
        return block(slot, code.build());
    }

    private static boolean isFromFrame(Argument argument) {
        return switch (argument.kind()) {
            case SERVICE, METRIC_WRITER, ENGINE_OBJECT, OPTIONAL_ENGINE_OBJECT -> false;
            default -> true;
        };
    }

    private static CodeBlock snapshot(Argument argument, CodeBlock value) {
        return switch (argument.kind()) {
            case EPOCH, BATCH, VALIDATION, METRICS, CAPABILITY -> CodeBlock.of("$L.snapshot()", value);
            case PAYLOAD -> argument.hasSnapshot() ? CodeBlock.of("($L).snapshot()", value) : value;
            case OPEN_EPOCH, OPEN_BATCH, OPTIONAL_CAPABILITY ->
                CodeBlock.of("$L.map($T::snapshot)", value, TypeNames.raw(argument.type()));
            default -> value;
        };
    }

    private CodeBlock argument(Argument argument) {
        return switch (argument.kind()) {
            case EPOCH -> CodeBlock.of("frame.epoch()");
            case BATCH -> CodeBlock.of("frame.batch()");
            case VALIDATION -> CodeBlock.of("frame.validation()");
            case OPEN_EPOCH -> CodeBlock.of("frame.currentEpoch()");
            case OPEN_BATCH -> CodeBlock.of("frame.currentBatch()");
            case EPOCH_INDEX -> CodeBlock.of("frame.epochIndex()");
            case BATCH_INDEX -> CodeBlock.of("frame.batchIndex()");
            case STEP -> CodeBlock.of("frame.step()");
            case METRICS -> CodeBlock.of("frame.metrics()");
            case METRIC -> CodeBlock.of("frame.metric($N)", takenSlot(argument));
            case OPTIONAL_METRIC -> CodeBlock.of("frame.optionalMetric($N)", takenSlot(argument));
            case METRIC_WRITER -> CodeBlock.of("$N", writer());
            case SERVICE, CAPABILITY, ENGINE_OBJECT -> CodeBlock.of("$N", service(argument.type()));
            case OPTIONAL_CAPABILITY, OPTIONAL_ENGINE_OBJECT -> CodeBlock.of("$N", optional(argument.type()));
            case PAYLOAD -> payload(argument.type());
            case OPEN, UNKNOWN ->
                throw new IllegalArgumentException(
                        "nothing to pass for " + argument.parameter().text());
        };
    }

    private static CodeBlock payload(TypeRef type) {
        return type.is(Object.class)
                ? CodeBlock.of("frame.payload()")
                : CodeBlock.of("($T) frame.payload()", TypeNames.of(type));
    }

    private FieldSpec takenSlot(Argument argument) {
        MetricName metric = Objects.requireNonNull(argument.parameter().metric());
        String method = metric.byOption() ? "metricOfOption" : "metric";
        return field(
                method + " " + metric.text(),
                TypeName.INT,
                metric.text() + "_slot",
                CodeBlock.of("binder.$L($S)", method, metric.text()));
    }

    private FieldSpec producedSlot(String metric) {
        return field(
                "produced " + metric, TypeName.INT, metric + "_produced", CodeBlock.of("binder.produced($S)", metric));
    }

    private FieldSpec executor(int slot, Handler handler) {
        return field(
                "executor " + slot,
                TypeName.get(Executor.class),
                handler.method().member().name() + "_executor",
                CodeBlock.of("binder.async($L)", slot));
    }

    private FieldSpec writer() {
        return field(
                "writer", TypeName.get(MetricWriter.class), "metric_writer", CodeBlock.of("binder.metricWriter()"));
    }

    private FieldSpec service(TypeRef type) {
        return field(
                "service " + type.fullText(),
                TypeNames.of(type),
                type.simpleName(),
                CodeBlock.of("binder.service($T.class)", TypeNames.erased(type)));
    }

    private FieldSpec optional(TypeRef type) {
        TypeName optional = ParameterizedTypeName.get(ClassName.get(Optional.class), TypeNames.of(type));
        CodeBlock value = CodeBlock.of("binder.optional($T.class)", TypeNames.erased(type));
        return field(
                "optional " + type.fullText(),
                optional,
                "optional_" + type.simpleName(),
                type.arguments().isEmpty() ? value : CodeBlock.of("($T) ($T<?>) $L", optional, Optional.class, value));
    }

    private FieldSpec field(String key, TypeName type, String suggestion, CodeBlock value) {
        return fields.computeIfAbsent(key, absent -> {
            FieldSpec field = FieldSpec.builder(
                            type, names.newName(camel(suggestion)), Modifier.PRIVATE, Modifier.FINAL)
                    .build();
            resolved.addStatement("this.$N = $L", field, value);
            return field;
        });
    }

    /** {@code val_loss_slot} as {@code valLossSlot}, {@code RunFiles} as {@code runFiles}. */
    private static String camel(String text) {
        StringBuilder camel = new StringBuilder();
        for (String word : text.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                char first = word.charAt(0);
                camel.append(camel.length() == 0 ? Character.toLowerCase(first) : Character.toUpperCase(first))
                        .append(word, 1, word.length());
            }
        }
        return camel.length() == 0 ? "value" : camel.toString(); // a name without a letter of ASCII
    }
}
