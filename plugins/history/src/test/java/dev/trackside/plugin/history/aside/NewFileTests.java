package dev.trackside.plugin.history.aside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTests {

    @TempDir
    Path folder;

    @Test
    void isThereOnceItIsWhole() throws IOException {
        Path file = folder.resolve("a.json");

        NewFile.write(file, aside -> {
            Files.writeString(aside, "whole");
            assertThat(file).doesNotExist();
        });

        assertThat(file).hasContent("whole");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.new*");
    }

    @Test
    void ofOneThatCannotBeWrittenToItsEndNothingIsLeft() {
        assertThatThrownBy(() -> NewFile.write(folder.resolve("a.json"), aside -> {
                    Files.writeString(aside, "half");
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        assertThat(folder).isEmptyDirectory();
    }
}
