package dev.trackside.processor.options;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.spi.OptionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Turns an initializer into the value that a file would give, where it can be read off without running anything. */
final class Literals {

    /** {@code null} in the source: the option has no value. */
    static final Object NOTHING = new Object();

    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final Map<String, String> UNITS = Map.of(
            "ofNanos", "ns", "ofMillis", "ms", "ofSeconds", "s", "ofMinutes", "m", "ofHours", "h", "ofDays", "d");

    /** What the boxes call their limits. */
    private static final Map<String, Object> LIMITS = Map.ofEntries(
            Map.entry("Integer.MAX_VALUE", Integer.MAX_VALUE),
            Map.entry("Integer.MIN_VALUE", Integer.MIN_VALUE),
            Map.entry("Long.MAX_VALUE", Long.MAX_VALUE),
            Map.entry("Long.MIN_VALUE", Long.MIN_VALUE),
            Map.entry("Double.MAX_VALUE", Double.MAX_VALUE),
            Map.entry("Double.POSITIVE_INFINITY", Double.POSITIVE_INFINITY),
            Map.entry("Double.NEGATIVE_INFINITY", Double.NEGATIVE_INFINITY),
            Map.entry("Double.NaN", Double.NaN));

    private final OptionField option;
    private final Map<String, Object> constants;

    /** Reads initializers of an option, which may name constants of its class. */
    Literals(TypeElement owner, OptionField option) {
        this.option = option;
        this.constants = ElementFilter.fieldsIn(owner.getEnclosedElements()).stream()
                .filter(field -> field.getConstantValue() != null)
                .collect(
                        Collectors.toMap(field -> field.getSimpleName().toString(), VariableElement::getConstantValue));
    }

    /** Null if only a running program knows it. */
    @Nullable
    Object value(ExpressionTree tree) {
        return option.kind() == OptionSpec.Kind.SINGLE ? one(tree) : several(tree);
    }

    private @Nullable Object several(ExpressionTree tree) {
        List<? extends ExpressionTree> items;
        if (tree instanceof MethodInvocationTree call
                && Set.of("List.of", "Set.of", "Arrays.asList").contains(name(call.getMethodSelect()))) {
            items = call.getArguments();
        } else if (tree instanceof NewClassTree made && made.getArguments().isEmpty() && made.getClassBody() == null) {
            items = List.of(); // a collection of any kind, filled by nobody
        } else {
            return isNull(tree) ? NOTHING : null;
        }
        List<Object> values = new ArrayList<>();
        for (ExpressionTree item : items) {
            Object value = one(item);
            if (value == null || value == NOTHING) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private @Nullable Object one(ExpressionTree tree) {
        if (isNull(tree)) {
            return NOTHING;
        }
        TypeRef type = option.element();
        if (type.kind() == TypeRef.Kind.ENUM) {
            return tree instanceof MemberSelectTree || tree instanceof IdentifierTree
                    ? OptionFacts.inFiles(name(tree).substring(name(tree).lastIndexOf('.') + 1))
                    : null;
        }
        if (type.is(Duration.class)) {
            return duration(tree);
        }
        if (type.is(Path.class)) {
            return tree instanceof MethodInvocationTree call
                            && Set.of("Path.of", "Paths.get").contains(name(call.getMethodSelect()))
                            && call.getArguments().size() == 1
                            && constant(call.getArguments().get(0)) instanceof String path
                    ? path
                    : null;
        }
        Object constant = constant(tree);
        return constant == null ? null : inFiles(constant);
    }

    private static boolean isNull(ExpressionTree tree) {
        return tree.getKind() == Tree.Kind.NULL_LITERAL;
    }

    private @Nullable Object inFiles(Object constant) {
        if (constant instanceof Character one) {
            boolean number = !option.element().qualifiedName().endsWith("Character")
                    && !option.element().qualifiedName().equals("char");
            return number ? number((long) one) : String.valueOf(one);
        }
        return constant instanceof Number number ? number(number) : constant;
    }

    /** JSON knows no infinity, files do. */
    private Object number(Number number) {
        if (!FLOATING.contains(option.element().qualifiedName())) {
            return number.longValue();
        }
        double value = number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
        if (Double.isNaN(value)) {
            return ".nan";
        }
        return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : (Object) value;
    }

    private @Nullable String duration(ExpressionTree tree) {
        if (name(tree).equals("Duration.ZERO")) {
            return "0s";
        }
        if (tree instanceof MethodInvocationTree call && call.getArguments().size() == 1) {
            String method = name(call.getMethodSelect());
            String unit = method.startsWith("Duration.") ? UNITS.get(method.substring("Duration.".length())) : null;
            Object amount = constant(call.getArguments().get(0));
            return unit != null && amount instanceof Number number && number.longValue() >= 0
                    ? number.longValue() + unit
                    : null;
        }
        return null;
    }

    /** A literal, one with a sign, a limit of a box, a constant of the class itself. */
    private @Nullable Object constant(ExpressionTree tree) {
        if (tree instanceof LiteralTree literal) {
            return literal.getValue();
        }
        if (tree instanceof ParenthesizedTree inner) {
            return constant(inner.getExpression());
        }
        if (tree instanceof UnaryTree unary) {
            Object value = constant(unary.getExpression());
            return switch (unary.getKind()) {
                case UNARY_PLUS -> value;
                case UNARY_MINUS -> value instanceof Number number ? negative(number) : null;
                default -> null;
            };
        }
        if (tree instanceof IdentifierTree) {
            return constants.get(name(tree));
        }
        return LIMITS.get(name(tree));
    }

    private static @Nullable Object negative(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return -number.longValue();
        }
        return number instanceof Float value ? (Object) (-value) : (Object) (-number.doubleValue());
    }

    /** {@code a.B.c} as {@code B.c}; empty if it is no name. */
    private static String name(Tree tree) {
        if (tree instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        if (tree instanceof MemberSelectTree select) {
            String of = name(select.getExpression());
            return of.substring(of.lastIndexOf('.') + 1) + "." + select.getIdentifier();
        }
        return "";
    }
}
