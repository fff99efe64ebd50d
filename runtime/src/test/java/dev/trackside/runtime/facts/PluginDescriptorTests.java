package dev.trackside.runtime.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.HostContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDescriptorTests {

    @TempDir
    Path folder;

    @Test
    void itIsReadWithAllThatStandsInIt() throws IOException {
        write("{\"id\": \"stop\", \"new\": {\"x\": [1]}, \"options\": [{\"name\": \"patience\", \"required\": true}]}");

        assertThat(PluginDescriptor.of("a.Stop_Table", content(), "stop.jar"))
                .contains(Map.of(
                        "id", "stop",
                        "new", Map.of("x", List.of(1)),
                        "options", List.of(Map.of("name", "patience", "required", true))));
    }

    @Test
    void whatIsNoDescriptorIsNone() throws IOException {
        assertThat(PluginDescriptor.of("a.Stop_Table", content(), "stop.jar")).isEmpty();
        for (String json : List.of("[]", "{\"id\": ", " ".repeat((1 << 20) + 1))) {
            write(json);

            assertThat(PluginDescriptor.of("a.Stop_Table", content(), "stop.jar"))
                    .isEmpty();
        }
    }

    @Test
    void theIdIsReadOfOneThatIsOfNoOtherUse() throws IOException {
        assertThat(id()).isNull();
        write("{\"format\": 99, \"phase\": \"NEVER\", \"id\": \"stop\"}");
        assertThat(id()).isEqualTo("stop");
        write("{\"phase\": \"DECIDE\"}");
        assertThat(id()).isNull();
        write("{\"id\": 3}");
        assertThat(id()).isNull();
    }

    @Test
    void theFileNamesTheTable() {
        assertThat(JarFacts.tableOf("META-INF/trackside/a.B_C_Table.json")).isEqualTo("a.B_C_Table");
        assertThat(JarFacts.tableOf("META-INF/trackside/.json")).isNull();
        assertThat(JarFacts.tableOf("META-INF/trackside/x/a.json")).isNull();
        assertThat(JarFacts.tableOf("META-INF/other/a.json")).isNull();
    }

    private @Nullable String id() {
        return PluginDescriptor.idOf("a.Stop_Table", content(), "stop.jar");
    }

    private Content content() {
        return HostContent.ofFile(folder.toFile());
    }

    private void write(String json) throws IOException {
        Path file = folder.resolve("META-INF/trackside/a.Stop_Table.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }
}
