package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoints;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Plan;
import dev.trackside.Predictions;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.WhenFull;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import dev.trackside.spi.AsyncSpec;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.StateSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What generated tables do, by loading and calling them. */
class TableBehaviorTests {

    private final FakeFrame frame = new FakeFrame();
    private final FakeBinder binder = new FakeBinder()
            .offering(Run.class, FakeFrame.view(Run.class, "run"))
            .offering(Plan.class, FakeFrame.view(Plan.class, "plan"))
            .offering(Clock.class, FakeFrame.view(Clock.class, "clock"))
            .offering(RunFiles.class, FakeFrame.view(RunFiles.class, "files"))
            .offering(Console.class, FakeFrame.view(Console.class, "console"))
            .offering(Gradients.class, FakeFrame.view(Gradients.class, "gradients"))
            .offering(LearningRate.class, FakeFrame.view(LearningRate.class, "rate"))
            .offering(Predictions.class, FakeFrame.view(Predictions.class, "predictions"))
            .offering(Checkpoints.class, FakeFrame.view(Checkpoints.class, "checkpoints"));

    private static Compiled compiled(String resource) {
        return Compiling.resource(TableBehaviorTests.class, resource)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .with("-Xlint:all,-processing,-auxiliaryclass", "-Werror")
                .compile()
                .compilesCleanly();
    }

    private static Object got(Object target) throws ReflectiveOperationException {
        var field = target.getClass().getDeclaredField("got");
        field.setAccessible(true);
        return field.get(target);
    }

    @Nested
    class WithEveryKindOfParameter {

        private HandlerTable table;
        private Object target;
        private BoundHandlers bound;

        @BeforeEach
        void bind() throws ReflectiveOperationException {
            Compiled compiled = compiled("EveryKind.java");
            binder.offering(cast(compiled.load("p.Engine")), Tables.instance(compiled, "p.Engine"));
            table = Tables.table(compiled, "p.EveryKind_Table");
            target = Tables.instance(compiled, "p.EveryKind");
            bound = table.bind(target, binder);
            frame.produce(binder.slot("loss"), 0.5);
            frame.produce(binder.slot("{monitor}"), 0.25);
        }

        @SuppressWarnings("unchecked")
        private static Class<Object> cast(Class<?> type) {
            return (Class<Object>) type;
        }

        private Control call(String method) {
            for (int i = 0; i < table.handlers().size(); i++) {
                if (table.handlers().get(i).method().startsWith(method + "(")) {
                    return bound.call(i, frame);
                }
            }
            throw new IllegalArgumentException(method);
        }

        @Test
        void givesNumbersAndMetrics() throws Exception {
            assertThat(call("numbers")).isNull();
            assertThat(got(target)).asString().isEqualTo("[[3, 5, 0.5, OptionalDouble.empty, 0.25, metrics]]");
        }

        @Test
        void givesViewsAndIndices() throws Exception {
            call("views");
            assertThat(got(target)).asString().isEqualTo("[[batch, epoch, 4]]");
        }

        @Test
        void givesServices() throws Exception {
            call("services");
            assertThat(got(target)).asString().isEqualTo("[[run, plan, clock, files, console]]");
        }

        @Test
        void givesCapabilitiesAndObjectsOfTheEngineAndReturnsTheAnswer() throws Exception {
            assertThat(call("capabilities")).isEqualTo(Control.stopEpoch("seen"));
            assertThat(got(target))
                    .asString()
                    .isEqualTo("[[gradients, rate, Optional.empty, checkpoints, engine, Optional.empty]]");
        }

        @Test
        void givesPredictions() throws Exception {
            call("predictions");
            assertThat(got(target)).asString().isEqualTo("[[predictions, validation, 4]]");
        }

        @Test
        void givesTheFailure() throws Exception {
            frame.payload = new IllegalStateException("broken");
            call("failed");
            assertThat(got(target)).asString().isEqualTo("[[java.lang.IllegalStateException: broken]]");
        }

        @Test
        void givesThePayloadOfAnEventOfOnesOwnByItsTypeOrASupertype() throws Exception {
            var constructor =
                    target.getClass().getClassLoader().loadClass("p.Plateau").getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            frame.payload = constructor.newInstance(7);
            call("plateau");
            call("anyPlateau");
            assertThat(got(target))
                    .asString()
                    .isEqualTo("[[Plateau[epochs=7], run, Optional[open epoch], Optional.empty], [Plateau[epochs=7]]]");
        }

        @Test
        void asksForEachThingOnceWhenBound() {
            assertThat(binder.asked).doesNotHaveDuplicates().contains("metric loss", "option monitor", "Weights");
        }

        @Test
        void callsAMethodWithTwoEventsFromTwoSlots() {
            assertThat(table.handlers())
                    .filteredOn(handler -> handler.method().startsWith("checkpoint("))
                    .extracting(handler -> handler.event().getSimpleName())
                    .containsExactly("OnCheckpoint", "OnResume");
        }

        @Test
        void describesFiltersMetricsAndNeeds() {
            HandlerSpec numbers = table.handlers().get(0);
            assertThat(numbers.filter().everySeconds()).isEqualTo(1.5);
            assertThat(numbers.allMetrics()).isTrue();
            assertThat(numbers.metrics())
                    .containsExactly(
                            new HandlerSpec.MetricUse("loss", false, true),
                            new HandlerSpec.MetricUse("none", false, false),
                            new HandlerSpec.MetricUse("monitor", true, true));
            HandlerSpec views = table.handlers().get(1);
            assertThat(views.filter()).hasToString("every = 3, from = 2, until = 9, at = [3, 6]");
            assertThat(views.allMetrics())
                    .as("no metrics but lr at a batch's begin")
                    .isFalse();
            HandlerSpec capabilities = table.handlers().get(3);
            assertThat(capabilities.needs())
                    .extracting(need -> need.type().getSimpleName() + " " + need.required())
                    .containsExactly(
                            "Gradients true",
                            "LearningRate true",
                            "Weights false",
                            "Checkpoints true",
                            "Engine true",
                            "Other false");
        }

        @Test
        void refusesASlotItDoesNotHave() {
            assertThatThrownBy(() -> bound.call(99, frame)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void doesNotCreateWhatIsNoPlugin() {
            assertThatThrownBy(table::create).isInstanceOf(UnsupportedOperationException.class);
            assertThat(table.plugin().registered()).isFalse();
            assertThat(table.plugin().id()).isEqualTo("every-kind");
        }
    }

    @Nested
    class WithAsyncHandlers {

        @Test
        void takesSnapshotsAtOnceAndCallsLater() throws Exception {
            Compiled compiled = compiled("Reporter.java");
            Object target = Tables.instance(compiled, "p.Reporter");
            HandlerTable table = Tables.table(compiled, "p.Reporter_Table");
            BoundHandlers bound = table.bind(target, binder);
            frame.produce(binder.slot("loss"), 0.5);

            frame.payload = frame.epoch();
            for (int i = 0; i < table.handlers().size(); i++) {
                bound.call(i, frame);
            }
            assertThat(got(target)).asString().isEqualTo("[]");
            frame.produce(binder.slot("loss"), 99);
            binder.tasks.forEach(Runnable::run);

            assertThat(got(target))
                    .asString()
                    .isEqualTo("[batch kept 0.5 console metrics kept 5,"
                            + " predictions kept validation kept, Optional[open epoch kept] run, epoch kept]");
            assertThat(binder.asked).contains("async 0", "async 1", "async 2").doesNotHaveDuplicates();
        }
    }

    @Nested
    class WithQueues {

        private static List<AsyncSpec> asyncOf(String handlers) throws ReflectiveOperationException {
            Compiled compiled = Tables.strictly(
                            "package p; import dev.trackside.*; class Uploader { %s }".formatted(handlers))
                    .compile()
                    .compilesCleanly();
            return Tables.table(compiled, "p.Uploader_Table").handlers().stream()
                    .map(handler -> handler.async().orElseThrow())
                    .toList();
        }

        @Test
        void theDefaultsAreThoseOfTheAnnotation() throws Exception {
            assertThat(asyncOf("@OnEpochEnd @Async void end() {}"))
                    .containsExactly(new AsyncSpec(1024, WhenFull.BLOCK));
        }

        @Test
        void theQueueIsThatOfTheClassAndThePolicyThatOfTheHandler() throws Exception {
            assertThat(asyncOf("""
                            @OnBatchBegin @Async(whenFull = WhenFull.SAMPLE) void begin() {}
                            @OnBatchEnd @Async(queue = 16, whenFull = WhenFull.DROP_OLDEST) void end() {}
                            @OnEpochEnd @Async(queue = 16) void epoch() {}
                            """))
                    .containsExactly(
                            new AsyncSpec(16, WhenFull.SAMPLE),
                            new AsyncSpec(16, WhenFull.DROP_OLDEST),
                            new AsyncSpec(16, WhenFull.BLOCK));
        }
    }

    @Nested
    class WithState {

        private HandlerTable table;
        private Compiled compiled;

        @BeforeEach
        void compile() throws ReflectiveOperationException {
            compiled = compiled("Remembering.java");
            table = Tables.table(compiled, "p.Remembering_Table");
        }

        private String texts(Object target) {
            StringBuilder texts = new StringBuilder();
            for (int i = 0; i < table.states().size(); i++) {
                Object plain = table.state(target, i);
                texts.append(table.states().get(i).name())
                        .append(" = ")
                        .append(plain == null ? null : plain.getClass().getSimpleName())
                        .append(' ')
                        .append(plain instanceof long[] longs ? java.util.Arrays.toString(longs) : plain)
                        .append('\n');
            }
            return texts.toString().replaceAll("\\[D@\\w+", "doubles");
        }

        @Test
        void restoresEachTypeFromItsPlainForm() throws Exception {
            Object saved = Tables.instance(compiled, "p.Remembering");
            Object restored = Tables.instance(compiled, "p.Remembering");
            for (int i = 0; i < table.states().size(); i++) {
                if (!saved.getClass()
                        .getDeclaredField(table.states().get(i).name())
                        .getType()
                        .isPrimitive()) {
                    table.state(restored, i, null);
                    assertThat(table.state(restored, i)).isNull();
                }
                table.state(restored, i, table.state(saved, i));
            }
            assertThat(texts(restored)).isEqualTo(texts(saved));
        }

        @Test
        void hasOnlyPlainValues() throws Exception {
            assertThat(texts(Tables.instance(compiled, "p.Remembering")))
                    .contains(
                            "aByte = Long 1",
                            "aChar = Long 99",
                            "aFloat = Double 1.5",
                            "boxedChar = Long 100",
                            "boxedFloat = Double 3.5",
                            "mode = String SAFE",
                            "duration = String PT1M30S",
                            "longs = long[] [1, 2]",
                            "shorts = ArrayList [7]",
                            "points = LinkedHashMap {a=[{x=1, y=2.0}, {x=3, y=null}]}",
                            "{name=outer, points=[{x=5, y=6.0}], rest={name=inner, points=null, rest=null, mode=null,"
                                    + " raw=null}, mode=FAST, raw=doubles}",
                            "{first=1, second={first=two, second=SAFE}}");
        }

        @Test
        void spellsTypesInFull() {
            Map<String, String> types = table.states().stream()
                    .collect(java.util.stream.Collectors.toMap(StateSpec::name, StateSpec::type));
            assertThat(types)
                    .containsEntry("boxedInt", "Integer")
                    .containsEntry("weights", "dev.trackside.Weights.Snapshot")
                    .containsEntry("points", "Map<String, List<p.Remembering.Point(int x, Double y)>>")
                    .containsEntry(
                            "nested",
                            "p.Remembering.Path2(String name, List<p.Remembering.Point(int x, Double y)> points,"
                                    + " p.Remembering.Path2 rest, p.Remembering.Mode mode, double[] raw)");
        }

        @Test
        void copiesArraysSoThatWhatWasSavedStays() throws Exception {
            Object target = Tables.instance(compiled, "p.Remembering");
            int index = table.states().stream().map(StateSpec::name).toList().indexOf("longs");
            long[] plain = (long[]) table.state(target, index);
            plain[0] = 99;
            assertThat((long[]) table.state(target, index)).containsExactly(1, 2);
        }

        @Test
        void refusesAValueOfAnotherType() throws Exception {
            Object target = Tables.instance(compiled, "p.Remembering");
            assertThatThrownBy(() -> table.state(target, 2, "three")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class WithOptionsAndProducedMetrics {

        @Test
        void readsAndSetsOptionsCreatesAndProduces() throws Exception {
            Compiled compiled = compiled("StopWhenStale.java");
            HandlerTable table = Tables.table(compiled, "p.StopWhenStale_Table");
            Object target = table.create();
            assertThat(table.handlerClass()).isSameAs(target.getClass());
            assertThat(table.option(target, 0)).isEqualTo(5);
            table.option(target, 0, 1);
            table.option(target, 1, List.of("a"));
            assertThat(table.option(target, 0)).isEqualTo(1);
            assertThat(table.option(target, 1)).isEqualTo(List.of("a"));

            BoundHandlers bound = table.bind(target, binder);
            frame.produce(binder.slot("val_loss"), 1);
            table.state(target, 0, 0.5);
            assertThat(bound.call(0, frame)).isEqualTo(Control.stop("stale"));
            assertThat(bound.call(1, frame)).isNull();
            assertThat(frame.metric(binder.slot("staleness"))).isEqualTo(1);
        }
    }
}
