package dev.trackside.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {

    private static final List<String> NAMES = List.of("early-stopping", "checkpoint", "log", "patience", "min-delta");

    @ParameterizedTest
    @CsvSource({
        "early-stoping, early-stopping",
        "EarlyStopping, early-stopping",
        "min_delta, min-delta",
        "patinece, patience",
        "logg, log",
        "checkpiont, checkpoint"
    })
    void whatWasMeantIsFound(String wanted, String meant) {
        assertThat(Nearest.of(wanted, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"tensorboard", "xyz", "p", "l"})
    void whatIsFarIsNotGuessed(String wanted) {
        assertThat(Nearest.of(wanted, NAMES)).isEmpty();
    }

    @Test
    void ofEquallyNearTheFirstInTheAlphabetWins() {
        assertThat(Nearest.of("lossx", List.of("lossb", "lossa"))).contains("lossa");
    }

    @Test
    void theHintListsWhatThereIsWhenNothingIsNear() {
        assertThat(Nearest.hint("zzz", List.of("b", "a"))).isEqualTo("; there is a, b.");
        assertThat(Nearest.hint("zzz", List.of())).isEqualTo(".");
    }
}
