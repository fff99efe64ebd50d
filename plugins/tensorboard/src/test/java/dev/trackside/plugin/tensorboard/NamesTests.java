package dev.trackside.plugin.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of names and values that others choose. */
class NamesTests {

    @ParameterizedTest
    @CsvSource({
        "dense1.weight, dense1.weight",
        "encoder/0/größe (m²), encoder/0/größe (m²)",
        "/loss/, %2Floss%2F",
        "100%, 100%25",
        "'a\tb\u0000\u200b\u00a0', a%09b%00%E2%80%8B%C2%A0",
        "'\ud800x', %uD800x",
        "'', %"
    })
    void namesBecomeTags(String name, String tag) {
        assertThat(Tags.of(name)).isEqualTo(tag);
    }

    @Test
    void tablesShowTheirTextsAsTheyAre() {
        assertThat(Markdown.table(List.of("a"), List.of(List.of("x|y\n<script> *b* `c` ${env:K}"))))
                .isEqualTo("| a |\n| --- |\n| x&#124;y &#60;script&#62; &#42;b&#42; &#96;c&#96; ${env:K} |\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.5", "1e-3", ".5", "5.", "+1E10"})
    void numbersAreNumbers(String text) {
        assertThat(HParams.value(text).getNumberValue()).isEqualTo(Double.parseDouble(text));
        assertThat(HParams.value(text).getKindCase()).isEqualTo(Value.KindCase.NUMBER_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "1d", "0x10", "20%", "1 2", "True", "adam", "[64, 32]"})
    void whatIsNoNumberIsText(String text) {
        assertThat(HParams.value(text))
                .isEqualTo(Value.newBuilder().setStringValue(text).build());
    }

    @Test
    void truthValuesAreTruthValues() {
        assertThat(HParams.value("true").getBoolValue()).isTrue();
        assertThat(HParams.value("false").getKindCase()).isEqualTo(Value.KindCase.BOOL_VALUE);
    }
}
