package dev.trackside.runtime.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "early-stopping", "log2", "runs"})
    void theseAreIds(String id) {
        assertThat(Ids.problem(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "2log", "-a", "a_b", "a.b", "ä", "a b"})
    void theseAreNone(String id) {
        assertThat(Ids.problem(id)).get().asString().contains("is no id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugins", "run", "config", "engine", "loading"})
    void theseAreReserved(String id) {
        assertThat(Ids.problem(id)).get().asString().contains("is reserved");
    }
}
