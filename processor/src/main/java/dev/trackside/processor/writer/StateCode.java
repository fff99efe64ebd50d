package dev.trackside.processor.writer;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.RecordShape;
import dev.trackside.processor.model.StateType;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.spi.StateValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes expressions that turn values of a state into plain form and back. */
final class StateCode {

    private final HandlerClass handlers;
    private final Map<String, String> recordNames = new LinkedHashMap<>();

    StateCode(HandlerClass handlers) {
        this.handlers = handlers;
        NameAllocator names = new NameAllocator();
        for (RecordShape shape : handlers.shapes()) {
            recordNames.put(shape.type().fullText(), names.newName(shape.type().simpleName()));
        }
    }

    /** The helper methods, two for each record. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        for (RecordShape shape : handlers.shapes()) {
            methods.add(plainOfRecord(shape));
            methods.add(recordOfPlain(shape));
        }
        return methods;
    }

    /** An expression of the plain form; the value is used more than once, so it must be a variable or field. */
    CodeBlock toPlain(StateType type, CodeBlock value, int depth) {
        boolean primitive = type.type().kind() == TypeRef.Kind.PRIMITIVE;
        String name = type.type().qualifiedName();
        return switch (type.kind()) {
            case LONG, BOOLEAN, TEXT -> value;
            case INT -> primitive ? CodeBlock.of("(long) $L", value) : unlessNull(value, ".longValue()");
            case CHAR ->
                primitive
                        ? CodeBlock.of("(long) $L", value)
                        : CodeBlock.of("$1L == null ? null : (long) $1L.charValue()", value);
            case DOUBLE ->
                name.endsWith("ouble")
                        ? value
                        : primitive ? CodeBlock.of("(double) $L", value) : unlessNull(value, ".doubleValue()");
            case ENUM -> unlessNull(value, ".name()");
            case PARSED -> unlessNull(value, ".toString()");
            case AS_IS -> type.type().kind() == TypeRef.Kind.ARRAY ? unlessNull(value, ".clone()") : value;
            case LIST -> throughLambda("list", type, value, depth, true);
            case MAP -> throughLambda("map", type, value, depth, true);
            case RECORD, AGAIN -> CodeBlock.of("plainOf$L($L)", record(type), value);
            case UNSUPPORTED -> throw new IllegalArgumentException("no plain form of " + type.type());
        };
    }

    /** An expression of the value; the plain form is used more than once, so it must be a variable. */
    CodeBlock fromPlain(StateType type, CodeBlock plain, int depth) {
        return switch (type.kind()) {
            case LIST -> throughLambda("toList", type, plain, depth, false);
            case MAP -> throughLambda("toMap", type, plain, depth, false);
            case RECORD, AGAIN -> CodeBlock.of("to$L($L)", record(type), plain);
            default ->
                type.type().kind() == TypeRef.Kind.PRIMITIVE
                        ? simple(type, plain)
                        : CodeBlock.of("$L == null ? null : $L", plain, simple(type, plain));
        };
    }

    private static CodeBlock unlessNull(CodeBlock value, String call) {
        return CodeBlock.of("$1L == null ? null : $1L$2L", value, call);
    }

    private CodeBlock throughLambda(String method, StateType type, CodeBlock from, int depth, boolean plain) {
        CodeBlock one = CodeBlock.of("v$L", depth);
        StateType part = type.parts().get(0);
        return CodeBlock.of(
                "$T.$L($L, $L -> $L)",
                StateValues.class,
                method,
                from,
                one,
                plain ? toPlain(part, one, depth + 1) : fromPlain(part, one, depth + 1));
    }

    private static CodeBlock simple(StateType type, CodeBlock plain) {
        return switch (type.kind()) {
            case INT, CHAR -> narrow(type.type(), "toInt", "int", plain);
            case LONG -> CodeBlock.of("$T.toLong($L)", StateValues.class, plain);
            case DOUBLE -> narrow(type.type(), "toDouble", "double", plain);
            case BOOLEAN -> CodeBlock.of("$T.toBoolean($L)", StateValues.class, plain);
            case TEXT -> CodeBlock.of("$T.toText($L)", StateValues.class, plain);
            case ENUM ->
                CodeBlock.of("$T.valueOf($T.toText($L))", TypeNames.raw(type.type()), StateValues.class, plain);
            case PARSED ->
                CodeBlock.of(
                        "$T.$L($T.toText($L))",
                        TypeNames.raw(type.type()),
                        type.type().simpleName().equals("Path") ? "of" : "parse",
                        StateValues.class,
                        plain);
            case AS_IS -> {
                CodeBlock same =
                        CodeBlock.of("$T.as($T.class, $L)", StateValues.class, TypeNames.erased(type.type()), plain);
                yield type.type().kind() == TypeRef.Kind.ARRAY ? CodeBlock.of("$L.clone()", same) : same;
            }
            case LIST, MAP, RECORD, AGAIN, UNSUPPORTED ->
                throw new IllegalArgumentException(type.type() + " is not simple");
        };
    }

    private static CodeBlock narrow(TypeRef type, String method, String widest, CodeBlock plain) {
        String wanted =
                switch (type.simpleName()) {
                    case "Integer" -> "int";
                    case "Character" -> "char";
                    default -> type.simpleName().toLowerCase(Locale.ROOT);
                };
        return wanted.equals(widest)
                ? CodeBlock.of("$T.$L($L)", StateValues.class, method, plain)
                : CodeBlock.of("($L) $T.$L($L)", wanted, StateValues.class, method, plain);
    }

    private String record(StateType type) {
        return recordNames.getOrDefault(type.type().fullText(), type.type().simpleName());
    }

    private MethodSpec plainOfRecord(RecordShape shape) {
        TypeName map = ParameterizedTypeName.get(Map.class, String.class, Object.class);
        MethodSpec.Builder method = MethodSpec.methodBuilder(
                        "plainOf" + recordNames.get(shape.type().fullText()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(Object.class)
                .addParameter(TypeNames.of(shape.type()), "value")
                .beginControlFlow("if (value == null)")
                .addStatement("return null")
                .endControlFlow()
                .addStatement("$T plain = new $T<>()", map, LinkedHashMap.class);
        for (RecordShape.Component component : shape.components()) {
            CodeBlock read = CodeBlock.of("value.$N()", component.name());
            method.addStatement("plain.put($S, $L)", component.name(), toPlain(component.value(), read, 0));
        }
        return method.addStatement("return plain").build();
    }

    private MethodSpec recordOfPlain(RecordShape shape) {
        NameAllocator names = new NameAllocator();
        String plain = names.newName("plain");
        MethodSpec.Builder method = MethodSpec.methodBuilder(
                        "to" + recordNames.get(shape.type().fullText()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeNames.of(shape.type()))
                .addParameter(Object.class, plain)
                .beginControlFlow("if ($N == null)", plain)
                .addStatement("return null")
                .endControlFlow();
        List<CodeBlock> arguments = new ArrayList<>();
        for (RecordShape.Component component : shape.components()) {
            // v0, v1, … are the parameters of lambdas.
            String name =
                    names.newName(component.name().matches("v\\d+") ? component.name() + "Value" : component.name());
            method.addStatement(
                    "$T $N = $T.component($N, $S)", Object.class, name, StateValues.class, plain, component.name());
            arguments.add(fromPlain(component.value(), CodeBlock.of("$N", name), 0));
        }
        return method.addStatement("return new $T($L)", TypeNames.of(shape.type()), CodeBlock.join(arguments, ", "))
                .build();
    }
}
