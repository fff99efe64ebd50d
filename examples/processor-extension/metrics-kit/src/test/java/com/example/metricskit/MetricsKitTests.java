package com.example.metricskit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import org.junit.jupiter.api.Test;

// docs: tests
class MetricsKitTests {

    private static Compiling compiling(String parameter) {
        return Compiling.source("""
                package p;
                import com.example.metricskit.Unit;
                import dev.trackside.*;
                class Throughput {
                    @OnEpochEnd
                    void report(
                            @Metric("examples_per_second") %s
                        ) {}
                }
                """.formatted(parameter));
    }

    @Test
    void warnsOfAMetricWithoutAUnit() {
        compiling("double speed // WARNING unit-missing at 'speed'")
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    @Test
    void doesNotWarnWhereThatIsSuppressed() {
        compiling("@SuppressWarnings(\"metrics-kit:unit-missing\") double speed")
                .compile()
                .compilesCleanly();
    }

    @Test
    void refusesAMetricWithoutAUnitIfStrict() {
        compiling("double speed // ERROR unit-missing at 'speed'")
                .with("-AmetricsKit.strict=true")
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    @Test
    void refusesAnUnknownUnitAtItsValue() {
        compiling("@Unit(\"furlong\") double speed // ERROR unit-unknown at '\"furlong\"'")
                .compile()
                .reportsExactlyTheMarkedFindings();
    }

    @Test
    void writesTheUnits() {
        Compiled compiled = compiling("@Unit(\"1/s\") double speed").compile().compilesCleanly();

        compiled.generates("p.Throughput_Units").containing("case \"examples_per_second\" -> \"1/s\";");
        assertThat(compiled.generated()).containsKey("p/Throughput_Table.java");
    }
}
// docs: end
