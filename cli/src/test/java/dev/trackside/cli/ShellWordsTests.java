package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTests {

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"runs/digits-1|runs/digits-1", "my runs|'my runs'", "it's|'it'\\''s'", "$HOME|'$HOME'", "\"\"|''"})
    void areQuotedIfTheyNeedIt(String word, String quoted) {
        assertThat(ShellWords.quoted(word)).isEqualTo(quoted);
    }
}
