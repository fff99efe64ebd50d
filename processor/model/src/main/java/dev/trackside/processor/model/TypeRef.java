package dev.trackside.processor.model;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A type as it is used somewhere in the source.
 *
 * @param kind what kind of type it is
 * @param packageName the package of a class; empty for the unnamed one and for all other kinds
 * @param names the simple names of a class from the outermost in, or the one name of any other kind; of a
 *     wildcard what stands before its bound
 * @param arguments the type arguments of a class, the one component of an array, the one bound of a wildcard
 * @param visibility how far it can be seen, its enclosing classes and arguments considered
 * @since 0.1
 */
public record TypeRef(
        Kind kind, String packageName, List<String> names, List<TypeRef> arguments, Visibility visibility) {

    /** Kinds of types. */
    public enum Kind {
        /** {@code void}. */
        VOID,
        /** A primitive. */
        PRIMITIVE,
        /** A class that is neither record nor enum. */
        CLASS,
        /** An interface. */
        INTERFACE,
        /** A record. */
        RECORD,
        /** An enum. */
        ENUM,
        /** An annotation. */
        ANNOTATION,
        /** An array. */
        ARRAY,
        /** A type variable. */
        VARIABLE,
        /** A wildcard. */
        WILDCARD,
        /** A type that the compiler has not found, at least not yet. */
        MISSING
    }

    /** Copies the lists. */
    public TypeRef {
        names = List.copyOf(names);
        arguments = List.copyOf(arguments);
    }

    /**
     * Whether it is a class, interface, record, enum or annotation.
     *
     * @return true for all that has a qualified name
     */
    public boolean isDeclared() {
        return switch (kind) {
            case CLASS, INTERFACE, RECORD, ENUM, ANNOTATION -> true;
            case VOID, PRIMITIVE, ARRAY, VARIABLE, WILDCARD, MISSING -> false;
        };
    }

    /**
     * The name without arguments, as in an import.
     *
     * @return e.g. {@code java.util.Map.Entry}, {@code int}, {@code double[]}
     */
    public String qualifiedName() {
        if (kind == Kind.ARRAY) {
            return arguments.get(0).qualifiedName() + "[]";
        }
        String name = String.join(".", names);
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    /**
     * The last of its names.
     *
     * @return e.g. {@code Entry}
     */
    public String simpleName() {
        return kind == Kind.ARRAY ? arguments.get(0).simpleName() + "[]" : names.get(names.size() - 1);
    }

    /**
     * Whether it is a class, whatever its arguments.
     *
     * @param type a class or primitive
     * @return true if it has the same name
     */
    public boolean is(Class<?> type) {
        return qualifiedName().equals(type.getCanonicalName());
    }

    /**
     * Whether it is without arguments though its class has some, or has none at all.
     *
     * @return true if nothing stands between angle brackets
     */
    public boolean isRaw() {
        return kind != Kind.ARRAY && arguments.isEmpty();
    }

    /**
     * The type with arguments, as people write it.
     *
     * @return e.g. {@code Map.Entry<String, Path>}
     */
    public String text() {
        return text(type -> String.join(".", type.names));
    }

    /**
     * The type with arguments and all packages but {@code java.lang}.
     *
     * @return e.g. {@code java.util.List<String>}
     */
    public String fullText() {
        return text(type -> type.packageName.isEmpty() || type.packageName.equals("java.lang")
                ? String.join(".", type.names)
                : type.qualifiedName());
    }

    private String text(Function<TypeRef, String> name) {
        if (kind == Kind.ARRAY) {
            return arguments.get(0).text(name) + "[]";
        }
        if (kind == Kind.WILDCARD && !arguments.isEmpty()) {
            return names.get(0) + arguments.get(0).text(name);
        }
        return arguments.isEmpty()
                ? name.apply(this)
                : name.apply(this)
                        + arguments.stream()
                                .map(argument -> argument.text(name))
                                .collect(Collectors.joining(", ", "<", ">"));
    }

    /**
     * Whether a type that was not found stands in it.
     *
     * @return true if it, or one of its arguments, is missing
     */
    public boolean isMissing() {
        return has(Kind.MISSING);
    }

    /**
     * Whether a type variable stands in it.
     *
     * @return true if it, or one of its arguments, is a type variable
     */
    public boolean isOpen() {
        return has(Kind.VARIABLE);
    }

    private boolean has(Kind wanted) {
        return kind == wanted || arguments.stream().anyMatch(argument -> argument.has(wanted));
    }

    /**
     * Whether code in a package can name it.
     *
     * @param fromPackage the package of that code
     * @return true if it, and each of its arguments, can be named there
     */
    public boolean isAccessibleFrom(String fromPackage) {
        return visibility.reaches(packageName.equals(fromPackage) || !isDeclared())
                && arguments.stream().allMatch(argument -> argument.isAccessibleFrom(fromPackage));
    }

    @Override
    public String toString() {
        return text();
    }
}
