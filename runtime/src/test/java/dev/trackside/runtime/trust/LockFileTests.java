package dev.trackside.runtime.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTests {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    Path folder;

    private static LockFile.Jar jar(String name, String sum) {
        return new LockFile.Jar(name, "1.0", sum, List.of("hello"));
    }

    @Test
    void isTextThatDoesNotDependOnTheOrderInWhichJarsWereFound() {
        LockFile one = new LockFile(List.of(jar("b.jar", B), jar("a.jar", A)));
        LockFile other = new LockFile(List.of(jar("a.jar", A), jar("b.jar", B)));

        assertThat(one.text()).isEqualTo(other.text()).endsWith("}\n").contains("\"jar\" : \"a.jar\"");
    }

    @Test
    void isReadAsItWasWrittenAndLeavesNothingBeside() throws IOException {
        LockFile lock = new LockFile(List.of(jar("a.jar", A), new LockFile.Jar("lib.jar", null, B, List.of())));
        Path file = folder.resolve("trackside.lock");
        lock.write(file);
        lock.write(file);

        assertThat(LockFile.read(file)).isEqualTo(lock);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhatIsDifferentInWords() {
        LockFile before = new LockFile(
                List.of(jar("changed.jar", A), jar("gone.jar", "c".repeat(64)), jar("old.jar", "d".repeat(64))));
        LockFile now = new LockFile(
                List.of(jar("changed.jar", B), jar("new.jar", "e".repeat(64)), jar("other.jar", "d".repeat(64))));

        assertThat(before.differences(now))
                .containsExactly(
                        "changed: changed.jar 1.0 with hello is there with the SHA-256 %s; listed is changed.jar 1.0 with hello with %s."
                                .formatted(B, A),
                        "removed: gone.jar 1.0 with hello is listed (SHA-256 %s) and is not there."
                                .formatted("c".repeat(64)),
                        "added: new.jar 1.0 with hello is there (SHA-256 %s) and is not listed."
                                .formatted("e".repeat(64)),
                        "renamed: other.jar 1.0 with hello is listed as old.jar; the SHA-256 is the same, %s."
                                .formatted("d".repeat(64)));
        assertThat(before.differences(before)).isEmpty();
    }

    @ParameterizedTest(name = "'{0}'")
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"format\": 1}",
                "{\"format\": 1, \"jars\": [{\"jar\": \"a.jar\"}]}",
                "{\"format\": 1, \"jars\": [{\"jar\": \"a.jar\", \"sha256\": \"12\"}]}",
                "{\"format\": 1, \"jars\": [], \"jars\": []}"
            })
    void thatIsDamagedIsSaidWithTheRemedy(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("trackside.lock"), text);

        assertThatThrownBy(() -> LockFile.read(file))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("trackside plugins lock");
    }

    @Test
    void ofANewerLayoutIsNotGuessedAt() throws IOException {
        Path file = Files.writeString(folder.resolve("trackside.lock"), "{\"format\": 2, \"jars\": []}");

        assertThatThrownBy(() -> LockFile.read(file)).hasMessageContaining("format 2, and this version knows 1");
    }
}
