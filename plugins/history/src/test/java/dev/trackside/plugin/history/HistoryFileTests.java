package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Console;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTests {

    private static final Path USUAL = Path.of(".trackside", "history.db");

    /** A call with one configuration. */
    private record Call(Section configuration, List<String> db) implements CommandContext {
        @Override
        public List<String> arguments() {
            return List.of();
        }

        @Override
        public List<String> option(String name) {
            assertThat(name).isEqualTo("db");
            return db;
        }

        @Override
        public Section configuration(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Section configuration(List<String> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Console console() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Run train(Engine engine, Section section) {
            throw new UnsupportedOperationException();
        }
    }

    private static Path found(String yaml, @Nullable String property, @Nullable String variable, String... db) {
        return HistoryFile.of(new Call(ConfigFile.of("trackside.yaml", yaml).root(), List.of(db)), property, variable);
    }

    @Test
    void theStrongestWins() {
        String yaml = "plugins: { history: { file: of-file.db } }";

        assertThat(found(yaml, "property.db", "variable.db", "first.db", "db.db"))
                .isEqualTo(Path.of("db.db"));
        assertThat(found(yaml, "property.db", "variable.db")).isEqualTo(Path.of("property.db"));
        assertThat(found(yaml, null, "variable.db")).isEqualTo(Path.of("variable.db"));
        assertThat(found(yaml, null, null)).isEqualTo(Path.of("of-file.db"));
        assertThat(found("", null, null)).isEqualTo(USUAL);
        assertThatThrownBy(() -> found(yaml, "a\0b", null))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-Dtrackside.history.file a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ history: false }",
                "{ history: true }",
                "{ history: {} }",
                "{ history: }",
                "{}",
                "{ log: false }"
            })
    void aSwitchSaysNothingOfAFile(String plugins) {
        assertThat(found("plugins: " + plugins, null, null)).isEqualTo(USUAL);
    }

    @Test
    void whatIsNeitherSectionNorSwitchIsSaid() {
        assertThatThrownBy(() -> found("plugins: { history: x.db }", null, null))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("trackside.yaml:1: plugins.history is")
                .hasMessageContaining("a section is expected");
    }
}
