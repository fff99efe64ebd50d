package dev.trackside.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Attach;
import dev.trackside.Phase;
import dev.trackside.processor.testkit.Compiled;
import dev.trackside.spi.PluginSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phase and attachment, where {@code @Plugin} leaves them open. */
class InferenceTests {

    @ParameterizedTest(name = "{0} {1}: {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            ''              | @OnEpochEnd void on(Epoch e) {}                                    | REPORT  | ALWAYS
            ''              | @OnEpochEnd Control on(Epoch e) { return Control.proceed(); }      | DECIDE  | WHEN_CONFIGURED
            ''              | @OnEpochEnd void on(LearningRate rate) {}                          | DECIDE  | WHEN_CONFIGURED
            ''              | @OnGradients void on(Gradients gradients) {}                       | DECIDE  | WHEN_CONFIGURED
            ''              | @OnEpochEnd void on(java.util.Optional<Weights> weights) {}        | DECIDE  | WHEN_CONFIGURED
            ''              | @OnEpochEnd void on(Checkpoints checkpoints) {}                    | PERSIST | WHEN_CONFIGURED
            ''              | @OnEpochEnd @Metric("x") double on() { return 1; }                 | MEASURE | ALWAYS
            ', produces="x"'| @OnEpochEnd void on(MetricWriter writer) {}                        | MEASURE | ALWAYS
            ', phase=Phase.MEASURE' | @OnGradients void on(Gradients gradients) {}               | MEASURE | ALWAYS
            ', phase=Phase.REPORT' | @OnEpochEnd Control on() { return Control.proceed(); }      | REPORT  | WHEN_CONFIGURED
            ', attach=Attach.WHEN_CONFIGURED' | @OnEpochEnd void on() {}                         | REPORT  | WHEN_CONFIGURED
            """)
    void followsFromWhatHandlersTakeAndReturn(String attributes, String method, Phase phase, Attach attach)
            throws ReflectiveOperationException {
        Compiled compiled =
                Tables.strictly("""
                        package p;
                        import dev.trackside.*;
                        @Plugin(value = "it"%s) class It { %s }
                        """.formatted(attributes, method)).compile().compilesCleanly();
        PluginSpec plugin = Tables.table(compiled, "p.It_Table").plugin();
        assertThat(plugin.phase()).isEqualTo(phase);
        assertThat(plugin.attach()).isEqualTo(attach);
        assertThat(plugin.registered()).isTrue();
    }
}
