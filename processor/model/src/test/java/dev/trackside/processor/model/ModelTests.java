package dev.trackside.processor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Attach;
import dev.trackside.Phase;
import dev.trackside.processor.testkit.Compiled;
import java.lang.annotation.RetentionPolicy;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the model for those who build on it. */
class ModelTests {

    private static final String WATCHER = """
            package p;
            import dev.trackside.*;
            import java.lang.annotation.RetentionPolicy;
            class Outer {
                /** Watches losses. And more. */
                @Plugin(value = "watcher", after = {"early", "late"})
                static class Watcher {
                    /** Epochs to wait. */
                    @Option(min = 1) int minDelta = 1;
                    /**
                     * Compares with the {@link Outer best} so far.
                     *
                     * <p>And more.
                     */
                    @OnEpochEnd(every = 2, from = 5)
                    Control check(
                            @Metric("loss") @Unit(value = "nats", scales = {1, 2}, policy = RetentionPolicy.SOURCE) double loss,
                            @Unit("none") Epoch epoch,
                            java.util.Optional<Weights> weights) {
                        return Control.proceed();
                    }
                }
            }
            """;
    private static final String UNIT = """
            package p;
            @interface Unit {
                String value();
                int[] scales() default 7;
                java.lang.annotation.RetentionPolicy policy() default java.lang.annotation.RetentionPolicy.CLASS;
            }
            """;

    private static Compiled look(BiConsumer<HandlerClass, ProcessingEnvironment> look, String... sources) {
        boolean[] looked = {false};
        Compiled compiled = Reading.atTheEnd((classes, environment) -> {
                    assertThat(classes.all()).hasSize(1);
                    look.accept(classes.all().get(0), environment);
                    looked[0] = true;
                })
                .compile(sources);
        assertThat(looked[0]).as("nothing was thrown while looking").isTrue();
        return compiled;
    }

    private static void look(Consumer<HandlerClass> look) {
        look((handlers, environment) -> look.accept(handlers), WATCHER, UNIT).compilesCleanly();
    }

    @Nested
    class AClass {

        @Test
        void tellsWhatARunWillMakeOfIt() {
            look(handlers -> {
                assertThat(handlers.id()).isEqualTo("watcher");
                assertThat(handlers.text()).isEqualTo("Outer.Watcher");
                assertThat(handlers.binaryName()).isEqualTo("p.Outer$Watcher");
                assertThat(handlers.qualifiedTableName()).isEqualTo("p.Outer_Watcher_Table");
                assertThat(handlers.companionName("Units")).isEqualTo("Outer_Watcher_Units");
                assertThat(handlers.phase()).isEqualTo(Phase.DECIDE);
                assertThat(handlers.attach()).isEqualTo(Attach.WHEN_CONFIGURED);
                assertThat(handlers.description()).isEqualTo("Watches losses.");
                assertThat(handlers.plugin().after()).extracting(Value::value).containsExactly("early", "late");
                assertThat(handlers.isHandlerClass()).isTrue();
            });
        }

        @Test
        void hasOptionsUnderTheirNamesInFiles() {
            look(handlers -> assertThat(handlers.options())
                    .singleElement()
                    .returns("min-delta", option -> option.name().value())
                    .returns(1.0, option -> option.min().value())
                    .returns("Epochs to wait.", OptionField::description));
        }
    }

    @Nested
    class AHandler {

        @Test
        void tellsWhenItIsCalledWithWhat() {
            look(handlers -> {
                Handler handler = handlers.handlers().get(0);
                assertThat(handler.event().text()).isEqualTo("@OnEpochEnd");
                assertThat(handler.event().own()).isFalse();
                assertThat(handler.use().filter()).hasToString("every = 2, from = 5");
                assertThat(handler.use().every().given()).isTrue();
                assertThat(handler.use().until().given()).isFalse();
                assertThat(handler.method().text()).isEqualTo("check(double, Epoch, Optional<Weights>)");
                assertThat(handler.method().description()).isEqualTo("Compares with the best so far.");
                assertThat(handler.arguments())
                        .extracting(Argument::kind)
                        .containsExactly(ArgumentKind.METRIC, ArgumentKind.EPOCH, ArgumentKind.OPTIONAL_CAPABILITY);
                assertThat(handler.takes(dev.trackside.Weights.class)).isTrue();
                assertThat(handler.takes(ArgumentKind.PAYLOAD)).isFalse();
            });
        }
    }

    @Nested
    class AnAnnotationOfOnesOwn {

        @Test
        void isReadWithItsValuesAndDefaults() {
            look(handlers -> {
                var parameters = handlers.methods().get(0).parameters();
                AnnotationReader full = AnnotationReader.find(parameters.get(0).origin(), "p.Unit")
                        .orElseThrow();
                assertThat(full.value("value", String.class, "").value()).isEqualTo("nats");
                assertThat(full.values("scales", Integer.class))
                        .extracting(Value::value)
                        .containsExactly(1, 2);
                assertThat(full.constant("policy", RetentionPolicy.class, RetentionPolicy.RUNTIME)
                                .value())
                        .isEqualTo(RetentionPolicy.SOURCE);
                AnnotationReader brief = AnnotationReader.find(parameters.get(1).origin(), "p.Unit")
                        .orElseThrow();
                assertThat(brief.values("scales", Integer.class))
                        .singleElement()
                        .returns(7, Value::value)
                        .returns(false, Value::given);
                assertThat(brief.value("absent", String.class, "otherwise").value())
                        .isEqualTo("otherwise");
                assertThat(AnnotationReader.find(parameters.get(2).origin(), "p.Unit"))
                        .isEmpty();
            });
        }
    }

    @Nested
    class AnOrigin {

        @Test
        void printsAtTheSmallestPlace() {
            look(
                            (handlers, environment) -> {
                                var messager = environment.getMessager();
                                var plugin = handlers.plugin();
                                handlers.origin().print(messager, Diagnostic.Kind.WARNING, "[own:a-class] ...");
                                plugin.origin().print(messager, Diagnostic.Kind.WARNING, "[own:an-annotation] ...");
                                plugin.id().origin().print(messager, Diagnostic.Kind.WARNING, "[own:a-value] ...");
                                plugin.after()
                                        .get(1)
                                        .origin()
                                        .print(messager, Diagnostic.Kind.WARNING, "[own:an-entry] ...");
                            },
                            """
                            package p;
                            import dev.trackside.*;
                            @Plugin(value = "a", after = {"b", "c"}) // WARNING an-annotation at '@Plugin' WARNING a-value at '"a"' WARNING an-entry at '"c"'
                            class Watcher { // WARNING a-class at 'class'
                                @OnTrainEnd void on() {}
                            }
                            """)
                    .reportsExactlyTheMarkedFindings();
        }

        @Test
        void leadsToTheElementAndBack() {
            look(
                    (handlers, environment) -> {
                        Origin origin = handlers.origin();
                        var annotation = origin.element().getAnnotationMirrors().get(0);
                        assertThat(origin.at(annotation).annotation()).isSameAs(annotation);
                        var value = annotation
                                .getElementValues()
                                .values()
                                .iterator()
                                .next();
                        assertThat(origin.at(annotation).at(value).value()).isSameAs(value);
                        assertThatThrownBy(() -> origin.at(value)).isInstanceOf(IllegalStateException.class);
                    },
                    WATCHER,
                    UNIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"metrics-kit, metricsKit", "a, a", "a-b-c1, aBC1", "a--b-, aB", "a-1, a1"})
    void aNameInKebabCaseIsOneInCamelCase(String kebab, String camel) {
        assertThat(Names.camel(kebab)).isEqualTo(camel);
    }
}
