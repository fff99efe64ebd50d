package dev.trackside.processor.writer;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.TypeRef;
import java.util.Collections;

/** Types of the model as JavaPoet writes them. */
final class TypeNames {

    private TypeNames() {}

    static TypeName of(TypeRef type) {
        return switch (type.kind()) {
            case VOID -> TypeName.VOID;
            case PRIMITIVE -> primitive(type.simpleName());
            case ARRAY -> ArrayTypeName.of(of(type.arguments().get(0)));
            case WILDCARD -> wildcard(type);
            case CLASS, INTERFACE, RECORD, ENUM, ANNOTATION ->
                type.arguments().isEmpty()
                        ? raw(type)
                        : ParameterizedTypeName.get(
                                raw(type),
                                type.arguments().stream().map(TypeNames::of).toArray(TypeName[]::new));
            case VARIABLE, MISSING -> throw new IllegalArgumentException("no name for " + type);
        };
    }

    /** The type in a class literal. */
    static TypeName erased(TypeRef type) {
        return type.isDeclared() ? raw(type) : of(type);
    }

    static ClassName raw(TypeRef type) {
        return ClassName.get(
                type.packageName(),
                type.names().get(0),
                type.names().subList(1, type.names().size()).toArray(String[]::new));
    }

    /** The handler class, with wildcards for its type parameters. */
    static TypeName target(HandlerClass handlers) {
        int parameters = handlers.typeParameters().size();
        return parameters == 0
                ? raw(handlers.type())
                : ParameterizedTypeName.get(
                        raw(handlers.type()),
                        Collections.nCopies(parameters, WildcardTypeName.subtypeOf(Object.class))
                                .toArray(TypeName[]::new));
    }

    private static TypeName wildcard(TypeRef type) {
        if (type.arguments().isEmpty()) {
            return WildcardTypeName.subtypeOf(Object.class);
        }
        TypeName bound = of(type.arguments().get(0));
        return type.names().get(0).contains("super")
                ? WildcardTypeName.supertypeOf(bound)
                : WildcardTypeName.subtypeOf(bound);
    }

    private static TypeName primitive(String name) {
        return switch (name) {
            case "boolean" -> TypeName.BOOLEAN;
            case "byte" -> TypeName.BYTE;
            case "short" -> TypeName.SHORT;
            case "int" -> TypeName.INT;
            case "long" -> TypeName.LONG;
            case "char" -> TypeName.CHAR;
            case "float" -> TypeName.FLOAT;
            case "double" -> TypeName.DOUBLE;
            default -> throw new IllegalArgumentException("no primitive " + name);
        };
    }
}
