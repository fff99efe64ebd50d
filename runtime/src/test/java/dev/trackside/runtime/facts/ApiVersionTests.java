package dev.trackside.runtime.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTests {

    @ParameterizedTest(name = "built with {0}, run by {1}")
    @CsvSource({
        "1.2.0, 1.2.0",
        "1.2.0, 1.2.1",
        "1.2, 1.2.0",
        "1.2.9, 1.10.0",
        "1.0.0-SNAPSHOT, 1.0.0",
        "1.0.0, 1.0.0-SNAPSHOT",
        "0.1.0, 0.2.0",
        "'', 1.0.0",
        "unknown, 1.0.0",
        "9.9, unknown",
        "99999999999.1, 1.0.0"
    })
    void theSameMajorVersionThatIsNotNewerFits(String built, String here) {
        assertThat(ApiVersion.of(here).misfit(built)).isEmpty();
    }

    @ParameterizedTest(name = "built with {0}, run by {1}")
    @CsvSource({"1.3.0, 1.2.9", "1.2.1, 1.2.0", "1.10, 1.9.9", "1.2.0.1, 1.2.0"})
    void aNewerOneDoesNotFitAndBothAreNamed(String built, String here) {
        assertThat(ApiVersion.of(here).misfit(built))
                .hasValue(new Words(
                        "it was built for version %s of Trackside's API, which is newer than this, %s"
                                .formatted(built, here),
                        "run it with Trackside %s or newer, or take an older version of it".formatted(built)));
    }

    @ParameterizedTest(name = "built with {0}, run by {1}")
    @CsvSource({"2.0.0, 1.9.9, 'run it with Trackside 2,'", "0.9, 1.0, take a version of it for Trackside 1"})
    void anotherMajorVersionDoesNotFitAndBothAreNamed(String built, String here, String remedy) {
        assertThat(ApiVersion.of(here).misfit(built)).hasValueSatisfying(words -> {
            assertThat(words.cause()).contains(built, here, "another major version");
            assertThat(words.remedy()).contains(remedy);
        });
    }

    @Test
    void theVersionThatRunsIsThatOfTheApisJarOrUnknown() {
        String version = dev.trackside.spi.HandlerTable.class.getPackage().getImplementationVersion();

        assertThat(ApiVersion.current()).hasToString(version == null ? "unknown" : version);
        assertThat(ApiVersion.current().isKnown()).isEqualTo(version != null);
    }
}
