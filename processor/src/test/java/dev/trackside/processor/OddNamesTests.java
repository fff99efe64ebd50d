package dev.trackside.processor;

import org.junit.jupiter.api.Test;

/** Names of users that meet those of generated code: what is accepted must compile. */
class OddNamesTests {

    @Test
    void classesNamedLikeThoseOfTablesCompile() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.OnEpochEnd;
                        import dev.trackside.OnDecision;
                        import dev.trackside.Option;
                        import dev.trackside.State;
                        class Bound {
                            @Option Phase phase;
                            @State List list;
                            record List(Map value, int plain, int v0, Integer v1) {}
                            enum Phase { A }
                            record Map(java.util.Map<String, java.util.List<Map>> maps) {}
                            @OnEpochEnd void call(Binder binder, Frame frame, Control control, Δ delta, Run run) {}
                            @OnEpochEnd dev.trackside.Control call(dev.trackside.Run run) {
                                return dev.trackside.Control.proceed();
                            }
                        }
                        class Target {
                            @OnDecision @dev.trackside.Async
                            void later(dev.trackside.Decision target, dev.trackside.Console frame) {}
                        }
                        class Binder {}
                        class Frame {}
                        class Control {}
                        class Δ {}
                        class Run {}
                        class HandlerTable {}
                        """).with("-encoding", "UTF-8").compile().compilesCleanly();
    }

    @Test
    void metricsOfAnyNameCompile() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        class Watcher {
                            @OnEpochEnd
                            void on(@Metric("1/2 \\"q\\" $L") double a, @Metric("1_2 q L") double b, @Metric("é") double c,
                                    @Metric("class") double d, @Metric("target") double e) {}
                            @OnEpochEnd @Metric("$T{x}") double made() { return 1; }
                        }
                        """).compile().compilesCleanly();
    }

    @Test
    void overloadsAndPayloadsOfEachKindCompile() {
        Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        import java.util.*;
                        class Watcher {
                            @OnList void list(List<String> payload) {}
                            @OnList void list(Collection<?> payload) {}
                            @OnArray void array(double[] payload) {}
                            @OnObject void object(Object payload) {}
                            @OnView void view(Epoch payload) {}
                            @OnBox void box(Integer payload, long step) {}
                            @OnBox void none() {}
                            @EventType(payload = List.class) @interface OnList {}
                            @EventType(payload = double[].class) @interface OnArray {}
                            @EventType(payload = Object.class) @interface OnObject {}
                            @EventType(payload = Epoch.class) @interface OnView {}
                            @EventType(payload = Integer.class) @interface OnBox { int every() default 2; int[] at() default {2, 4}; }
                        }
                        """)
                .compile()
                .compilesCleanly()
                .generates("p.Watcher_Table")
                .containing(".filter(2, 1, Integer.MAX_VALUE, 2, 4)");
    }
}
