package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSelectorTests {

    @ParameterizedTest(name = "{0} of three columns is {1}")
    @CsvSource({"0, 0", "2, 2", "-1, 2", "-3, 0", "+1, 1"})
    void takesIntegersForIndicesFromEitherEnd(String text, int index) {
        assertThat(ColumnSelector.parse(text).resolve(List.of(), 3, "f", "label"))
                .isEqualTo(index);
    }

    @Test
    void takesEverythingElseForAName() {
        assertThat(ColumnSelector.parse(" 2nd ").resolve(List.of("1st", "2nd"), 2, "f", "label"))
                .isEqualTo(1);
    }

    @Test
    void findsANameOfDigitsIfToldThatItIsAName() {
        assertThat(ColumnSelector.named("0").resolve(List.of("1", "0"), 2, "f", "label"))
                .isEqualTo(1);
    }
}
