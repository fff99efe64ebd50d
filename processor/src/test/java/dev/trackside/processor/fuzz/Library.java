package dev.trackside.processor.fuzz;

/** Sources of what the classes extend, take and answer: compiled first, read as class files. */
final class Library {

    static final String[] SOURCES = {
        """
        package support;
        public final class Calls {
            private static final java.util.List<String> CALLS = new java.util.ArrayList<>();
            private Calls() {}
            public static void add(String call) { CALLS.add(call); }
            public static java.util.List<String> take() {
                var taken = java.util.List.copyOf(CALLS);
                CALLS.clear();
                return taken;
            }
        }
        """,
        """
        package support;
        public final class Names {
            public static final String LOSS = "lo" + "ss";
            private Names() {}
            public static dev.trackside.Control proceed() { return dev.trackside.Control.proceed(); }
            public static java.util.OptionalDouble two() { return java.util.OptionalDouble.of(2); }
        }
        """,
        "package support; public record Plateau(int epochs) {}",
        "package support; public enum Mode { FAST, SAFE { @Override public String toString() { return \"s\"; } } }",
        "package support; public record Seen(int value, java.util.List<Seen> plain, java.util.Map<String, Double> v0) {}",
        "package support; public record Pair<A, B>(A target, B index) {}",
        "package support; public record Deep<X>(java.util.List<Deep<java.util.List<X>>> deeper) {}",
        "package support; public class Engine<T> { public class Part {} public static class Fixed {} }",
        "package support; public class Outer { public static class Nested {} }",
        event("OnPlateau", "Plateau.class", "int every() default 1; double tolerance() default 1e-4;"),
        event("OnList", "java.util.List.class", ""),
        event("OnArray", "double[].class, control = false", "int[] at() default {};"),
        event("OnAny", "Object.class", ""),
        event("OnNested", "Outer.Nested.class", ""),
        event("OnView", "dev.trackside.Epoch.class", ""),
        event("OnNumber", "Number.class", ""),
        """
        package support;
        public abstract class Base<T> {
            @dev.trackside.OnBatchEnd public void base(T given) { Calls.add("base"); }
        }
        """,
        """
        package support;
        public class PlainBase {
            @dev.trackside.Option public int basePatience = 1;
            @dev.trackside.State public double baseBest;
            @dev.trackside.OnEpochEnd public void inherited(dev.trackside.Epoch epoch) { Calls.add("inherited"); }
        }
        """,
        """
        package support;
        public class HidingBase {
            @dev.trackside.OnEpochEnd void hidden(dev.trackside.Epoch epoch) { Calls.add("hidden"); }
        }
        """,
        """
        package support;
        public class ProtectedBase {
            @dev.trackside.OnEpochEnd protected void guarded() { Calls.add("guarded"); }
        }
        """,
        """
        package support;
        public interface Stops<T> {
            @dev.trackside.OnEpochEnd default dev.trackside.Control stops(T given) {
                Calls.add("stops");
                return dev.trackside.Control.proceed();
            }
        }
        """
    };

    private Library() {}

    private static String event(String name, String payload, String members) {
        return """
                package support;
                @dev.trackside.EventType(payload = %s)
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD)
                public @interface %s { %s }
                """.formatted(payload, name, members);
    }
}
