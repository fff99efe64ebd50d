package dev.trackside.processor.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes methods with event annotations: modifiers, signatures, filters, metrics. */
final class MethodFuzzer {

    private final Dice dice;
    private int produced;

    MethodFuzzer(Dice dice) {
        this.dice = dice;
    }

    /** A method of a class or record, whose body says that it was called. */
    String inClass(boolean isAbstract, boolean generic) {
        boolean bodiless = isAbstract && !dice.careful() && dice.percent(25);
        String modifiers =
                dice.oneOf("", "", "", "", "public ", "public ", "protected ", dice.careless(50, "private "));
        if (bodiless) {
            modifiers = modifiers.equals("private ") ? "abstract " : modifiers + "abstract ";
        } else {
            modifiers += dice.careless(10, "static ") + dice.maybe(8, "final ") + dice.maybe(5, "synchronized ");
        }
        return method(modifiers, !bodiless, generic && !modifiers.contains("static"));
    }

    String inInterface() {
        return dice.percent(70)
                ? method("default ", true, false)
                : method(dice.oneOf("", "static ", "private "), false, false);
    }

    private String method(String modifiers, boolean body, boolean generic) {
        String name = dice.oneOf(Pools.METHOD_NAMES);
        String variable = dice.careless(5, dice.oneOf("<E> ", "<T> "));
        boolean hasT = generic || variable.contains("<T>");
        String event = dice.oneOf(Pools.EVENTS);
        String returns = dice.careful() ? carefulReturn(event) : type(dice.oneOf(Pools.RETURN_TYPES), hasT);
        boolean needsBody = body || modifiers.contains("static") || modifiers.contains("private");
        return annotations(event, returns)
                + modifiers
                + variable
                + returns
                + " "
                + name
                + "("
                + parameters(event, hasT)
                + ")"
                + dice.maybe(
                        6,
                        dice.oneOf(
                                " throws java.io.IOException",
                                " throws java.lang.RuntimeException",
                                " throws java.lang.Error"))
                + (needsBody ? " { support.Calls.add(\"%s\"); %s }".formatted(name, returning(returns)) : ";");
    }

    private String carefulReturn(String event) {
        boolean controls = event.contains("Batch") || event.contains("OnEpoch") || event.endsWith("OnPlateau");
        return dice.percent(15) ? "double" : controls && dice.percent(40) ? "dev.trackside.Control" : "void";
    }

    private static String type(String type, boolean hasT) {
        return hasT || !(type.equals("T") || type.contains("T[") || type.contains("<T") || type.contains(" T>"))
                ? type
                : "java.lang.Object";
    }

    private static String returning(String type) {
        return switch (type) {
            case "void" -> "";
            case "int", "double", "float" -> "return 1;";
            case "dev.trackside.Control" -> "return support.Names.proceed();";
            case "java.util.OptionalDouble" -> "return support.Names.two();";
            default -> "return null;";
        };
    }

    private String annotations(String event, String returns) {
        StringBuilder text = new StringBuilder();
        text.append('@').append(event).append(filter(event)).append(' ');
        String other = dice.oneOf(Pools.EVENTS);
        if (!dice.careful() && dice.percent(15) && !other.equals(event)) {
            text.append('@').append(other).append(filter(other)).append(' ');
        }
        boolean produces = returns.equals("double") || returns.equals("java.util.OptionalDouble");
        if (produces && dice.careful()) {
            produced++;
            text.append("@dev.trackside.Metric(\"%s_%d\") "
                    .formatted(event.contains("Validation") ? "val" : "made", produced));
        } else {
            text.append(dice.maybe(produces ? 90 : 3, metric()));
        }
        text.append(dice.maybe(dice.careful() && !returns.equals("void") ? 0 : 10, "@dev.trackside.Async "));
        text.append(dice.maybe(3, "@java.lang.Deprecated "));
        return text.toString();
    }

    private String filter(String event) {
        if (event.startsWith("support.")) {
            return event.endsWith("OnPlateau") ? dice.maybe(30, "(every = 3, tolerance = 0.5)") : "";
        }
        boolean once = event.endsWith("OnTrainBegin") || event.endsWith("OnTrainEnd") || event.endsWith("OnResume");
        if (once || event.endsWith("OnFailure") || !dice.percent(25)) {
            return ""; // without filters
        }
        if (dice.careful()) {
            return dice.oneOf(
                    "(every = 3)",
                    "(every = 2, from = 5, until = 9)",
                    "(at = {2, 4})",
                    "(everySeconds = 0.5)",
                    "(from = 2)");
        }
        return wildFilter();
    }

    private String wildFilter() {
        List<String> members = new ArrayList<>();
        String[] counts = {"1", "1", "2", "3", "5", "10", "0", "-1", "java.lang.Integer.MAX_VALUE"};
        for (String member : List.of("every", "from", "until")) {
            if (dice.percent(35)) {
                members.add(member + " = " + dice.oneOf(counts));
            }
        }
        if (dice.percent(25)) {
            members.add("at = " + dice.oneOf("{}", "4", "{2, 4}", "{0}", "{4, 4}", "{1, 2, 3, 4, 5, 6, 7, 8}"));
        }
        if (dice.percent(15)) {
            members.add("everySeconds = " + dice.oneOf("1", "0.5", "0", "-1", "1e9", "java.lang.Double.NaN"));
        }
        return members.isEmpty() ? "" : "(" + String.join(", ", members) + ")";
    }

    private String metric() {
        String name = dice.oneOf(Pools.NAMES_OF_METRICS);
        if (dice.careful()) {
            return "@dev.trackside.Metric(%s) "
                    .formatted(name.equals("\"\"") || name.equals("\" \"") ? "\"loss\"" : name);
        }
        return switch (dice.below(12)) {
            case 0 -> "@dev.trackside.Metric(option = \"monitor\") ";
            case 1 -> "@dev.trackside.Metric(option = \"patience\") ";
            case 2 -> "@dev.trackside.Metric(value = %s, option = \"monitor\") ".formatted(name);
            case 3 -> "@dev.trackside.Metric ";
            default -> "@dev.trackside.Metric(%s) ".formatted(name);
        };
    }

    private String parameters(String event, boolean hasT) {
        int count = dice.oneOf("0", "1", "1", "1", "1", "2", "2", "3").charAt(0) - '0';
        List<String> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = dice.oneOf(Pools.PARAMETER_NAMES);
            if (names.contains(name)) {
                name += i;
            }
            names.add(name);
            parameters.add(
                    dice.careful()
                            ? careful(event, name, parameters)
                            : parameter(name, hasT, i == count - 1, parameters));
        }
        parameters.removeIf(String::isEmpty);
        return String.join(", ", parameters);
    }

    /** What the event delivers, and nothing twice: then nothing. */
    private String careful(String event, String name, List<String> before) {
        String type = dice.percent(20)
                ? metric() + dice.oneOf("double", "java.util.OptionalDouble")
                : dice.oneOf(dice.percent(50) ? Pools.deliveredAt(event) : Pools.ALWAYS);
        if (before.stream().anyMatch(one -> one.startsWith(type.replaceAll("<.*", "")))) {
            return "";
        }
        boolean named = type.startsWith("int ") || type.startsWith("long ");
        return !named ? type + " " + name : before.isEmpty() ? type : "";
    }

    private String parameter(String name, boolean hasT, boolean last, List<String> before) {
        if (dice.percent(15)) {
            String type = dice.oneOf(
                    "double", "double", "double", "java.util.OptionalDouble", "float", "java.lang.Double", "int");
            return metric() + type + " " + name;
        }
        String type = type(dice.oneOf(Pools.PARAMETER_TYPES), hasT);
        return dice.maybe(8, "final ")
                + type
                + (last ? dice.maybe(3, "...") : "")
                + " "
                + (type.equals("int")
                        ? (before.isEmpty() ? dice.oneOf("epoch", "batch", name) : name)
                        : type.equals("long") ? (before.isEmpty() ? dice.oneOf("step", name) : name) : name);
    }
}
