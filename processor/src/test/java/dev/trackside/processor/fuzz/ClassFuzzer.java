package dev.trackside.processor.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes classes of every kind: how they are declared, what they inherit, their options and state, their handlers. */
final class ClassFuzzer {

    private final Dice dice;
    private final MethodFuzzer methods;
    private int number;

    ClassFuzzer(long seed) {
        this.dice = new Dice(seed);
        this.methods = new MethodFuzzer(dice);
    }

    /** How a type is declared. */
    private enum Kind {
        CLASS,
        ABSTRACT,
        RECORD,
        ENUM,
        INTERFACE
    }

    FuzzedClass next() {
        number++;
        dice.changeMood();
        String packageName = "f" + number;
        Kind kind = Kind.valueOf(dice.oneOf(
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "CLASS",
                "ABSTRACT",
                "RECORD",
                "RECORD",
                "ENUM",
                "INTERFACE"));
        String name = dice.oneOf(Pools.CLASS_NAMES);
        boolean nested = dice.percent(15) || !name.matches("\\w+"); // a file of that name might not do
        boolean generic = (kind == Kind.CLASS || kind == Kind.ABSTRACT) && dice.percent(12);
        String type = type(kind, name, nested, generic);
        String source =
                "package " + packageName + ";\n\n" + (nested ? "class Outer {\n" + type.indent(4) + "}\n" : type);
        return new FuzzedClass(packageName, source, kind != Kind.INTERFACE && kind != Kind.ABSTRACT);
    }

    private String type(Kind kind, String name, boolean nested, boolean generic) {
        boolean hasT = generic;
        StringBuilder text = new StringBuilder();
        text.append(kind == Kind.ENUM || kind == Kind.INTERFACE ? dice.maybe(10, plugin()) : dice.maybe(45, plugin()));
        text.append(dice.maybe(3, "@java.lang.Deprecated\n"));
        text.append(
                nested
                        ? dice.oneOf("", "public ", dice.careless(70, "private "), "protected ")
                        : dice.oneOf("", "public "));
        text.append(nested && kind != Kind.RECORD ? (dice.careful() ? "static " : dice.oneOf("static ", "")) : "");
        switch (kind) {
            case CLASS -> text.append(dice.maybe(25, "final ")).append("class ").append(name);
            case ABSTRACT -> text.append("abstract class ").append(name);
            case RECORD -> text.append("record ").append(name).append(components());
            case ENUM -> text.append("enum ").append(name);
            case INTERFACE -> text.append("interface ").append(name);
        }
        if (hasT) {
            text.append(dice.oneOf(
                    "<T>",
                    "<T extends java.lang.Number & java.lang.Comparable<T>>",
                    "<T extends dev.trackside.Epoch>"));
        }
        text.append(parents(kind, hasT)).append(" {\n");
        if (kind == Kind.ENUM) {
            text.append("    A, B;\n");
        }
        boolean holds = kind == Kind.CLASS || kind == Kind.ABSTRACT;
        if (holds) {
            fields(hasT).forEach(field -> text.append("    ").append(field).append('\n'));
            text.append(constructor(name));
        }
        int count = 1 + dice.below(3);
        for (int i = 0; i < count; i++) {
            text.append("    ")
                    .append(
                            kind == Kind.INTERFACE
                                    ? methods.inInterface()
                                    : methods.inClass(kind == Kind.ABSTRACT, hasT))
                    .append('\n');
        }
        return text.append("    static class Own {}\n    ")
                .append(kind == Kind.INTERFACE ? "" : "private ")
                .append("static class Hidden {}\n}\n")
                .toString();
    }

    private String plugin() {
        List<String> members = new ArrayList<>();
        members.add("value = \"%s\""
                .formatted(
                        dice.percent(92)
                                ? "plugin-" + number
                                : dice.oneOf("Bad Id", "run", "plugins", "", "a_b", "9")));
        if (dice.percent(10)) {
            members.add("phase = dev.trackside.Phase." + dice.oneOf("MEASURE", "DECIDE", "PERSIST", "REPORT"));
        }
        if (dice.percent(10)) {
            members.add("attach = dev.trackside.Attach." + dice.oneOf("ALWAYS", "WHEN_CONFIGURED"));
        }
        if (dice.percent(10)) {
            members.add("onFailure = dev.trackside.FailurePolicy." + dice.oneOf("FAIL", "DETACH"));
        }
        if (dice.percent(8)) {
            members.add("before = " + dice.oneOf("\"log\"", "{\"a\", \"b\"}", "\"plugin-" + number + "\"", "{}"));
        }
        if (dice.percent(8)) {
            members.add("after = " + dice.oneOf("\"log\"", "{\"a\", \"c\"}", "\"history\""));
        }
        if (dice.percent(5)) {
            members.add("requires = \"history\"");
        }
        if (dice.percent(8)) {
            members.add("produces = " + dice.oneOf("\"cpu\"", "{\"cpu\", \"{names}\"}", "\"{monitor}\"", "\"\""));
        }
        return "@dev.trackside.Plugin(" + String.join(", ", members) + ")\n";
    }

    private String components() {
        return dice.oneOf(
                "()",
                "(int x)",
                "(java.lang.String target, int... value)",
                "(@dev.trackside.Option int patience)",
                "(@dev.trackside.State double best)");
    }

    private String parents(Kind kind, boolean hasT) {
        if (kind == Kind.CLASS || kind == Kind.ABSTRACT) {
            return switch (dice.below(16)) {
                case 0 ->
                    " extends support.Base<"
                            + dice.oneOf("dev.trackside.Batch", "dev.trackside.Run", hasT ? "T" : "dev.trackside.Epoch")
                            + ">";
                case 1 -> " extends support.PlainBase";
                case 2 -> " extends support." + dice.oneOf("HidingBase", "ProtectedBase", "Base");
                case 3 ->
                    " implements support.Stops<"
                            + dice.oneOf("dev.trackside.Epoch", "dev.trackside.Metrics", "java.lang.String") + ">";
                case 4 -> " extends support.PlainBase implements support.Stops<dev.trackside.Epoch>";
                default -> "";
            };
        }
        return kind == Kind.INTERFACE ? "" : dice.maybe(8, " implements support.Stops<dev.trackside.Epoch>");
    }

    private List<String> fields(boolean hasT) {
        List<String> fields = new ArrayList<>();
        if (dice.percent(40)) {
            fields.add("@dev.trackside.Option java.lang.String monitor = \"val_loss\";");
        }
        for (int i = dice.oneOf("0", "0", "1", "2").charAt(0) - '0'; i > 0; i--) {
            fields.add(option(i, hasT));
        }
        for (int i = dice.oneOf("0", "0", "1", "2").charAt(0) - '0'; i > 0; i--) {
            fields.add("@dev.trackside.State " + modifiers()
                    + known(dice.oneOf(dice.careful() ? Pools.GOOD_STATE_TYPES : Pools.STATE_TYPES), hasT) + " "
                    + dice.oneOf("best", "stale", "value", "target", "index", "plain", "$", "v0") + "S" + i + ";");
        }
        fields.add("enum Kind { ONE, two_three } private enum HiddenKind { ONE } record Boxed<X>(X of) {}");
        fields.add("record Shape(int plain, int... target) {} private record HiddenShape(int x) {}");
        return fields;
    }

    private String option(int position, boolean hasT) {
        String arguments =
                switch (dice.below(10)) {
                    case 0 -> "(min = 1)";
                    case 1 -> "(min = 1, max = 0)";
                    case 2 -> "(\"" + dice.oneOf("patience", "a b", "use", "enabled", "über", "max-lr") + "\")";
                    case 3 -> "(required = true)";
                    case 4 -> "(min = -1e300, max = 1e-7)";
                    default -> "";
                };
        return dice.maybe(30, "/** What it is for: {@code x} \"quoted\" \\\\ and $L; é. */ ")
                + "@dev.trackside.Option"
                + arguments
                + " "
                + modifiers()
                + known(dice.oneOf(dice.careful() ? Pools.GOOD_OPTION_TYPES : Pools.OPTION_TYPES), hasT)
                + " "
                + dice.oneOf("minDelta", "names", "value", "target", "HTTPPath", "$", "_x", "maxLRScale", "größe")
                + position
                + ";";
    }

    private String modifiers() {
        return dice.oneOf(
                "",
                "",
                "",
                "",
                "",
                "public ",
                "protected ",
                "volatile ",
                "transient ",
                dice.careless(70, dice.oneOf("private ", "static ")));
    }

    private static String known(String type, boolean hasT) {
        boolean usesT = type.equals("T") || type.contains("<T>");
        return usesT && !hasT ? "java.lang.Object" : type;
    }

    private String constructor(String name) {
        return switch (dice.careful() ? 3 + dice.below(9) : dice.below(14)) {
            case 0 -> "    private " + name + "() {}\n";
            case 1 -> "    " + name + "(int x) {}\n";
            case 2 -> "    " + name + "() throws java.io.IOException {}\n";
            case 3 -> "    " + name + "() {}\n    public " + name + "(java.lang.String... all) {}\n";
            case 4 -> "    " + name + "() throws java.lang.IllegalStateException {}\n";
            default -> "";
        };
    }
}
