package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.runtime.loading.PluginDescriptor.OptionText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDescriptorTests {

    @Test
    void itSaysWhatThePluginIs() throws IOException {
        PluginDescriptor descriptor = read("""
                {"format": 1, "id": "stop", "class": "a.Stop", "phase": "DECIDE", "attach": "WHEN_CONFIGURED",
                 "onFailure": "INFERRED", "description": "Stops.", "before": ["x"], "after": [], "requires": ["history"],
                 "produces": ["cpu"], "apiVersion": "0.1.0", "events": ["OnEpochEnd"],
                 "options": [{"name": "patience", "type": "int", "description": "Checks.", "required": true, "min": 1}]}
                """);

        assertThat(descriptor)
                .isEqualTo(new PluginDescriptor(
                        "stop",
                        "a.Stop",
                        "a.Stop_Table",
                        "Stops.",
                        "DECIDE",
                        "WHEN_CONFIGURED",
                        "INFERRED",
                        List.of("x"),
                        List.of(),
                        List.of("history"),
                        List.of("cpu"),
                        "0.1.0",
                        List.of("OnEpochEnd"),
                        List.of(new OptionText("patience", "int", "Checks.", true))));
    }

    @Test
    void whatIsUnknownIsPassedOverAndWhatIsMissingIsEmpty() throws IOException {
        PluginDescriptor descriptor =
                read("{\"id\": \"a\", \"new\": {\"x\": [1]}, \"before\": 3, \"events\": [{\"event\": \"OnStep\"}, 4]}");

        assertThat(descriptor.id()).isEqualTo("a");
        assertThat(descriptor.phase()).isEmpty();
        assertThat(descriptor.before()).isEmpty();
        assertThat(descriptor.events()).containsExactly("OnStep");
        assertThat(descriptor.options()).isEmpty();
    }

    @Test
    void whatIsNoDescriptorIsAnError() {
        assertThatThrownBy(() -> read("{}")).isInstanceOf(IOException.class).hasMessageContaining("has no id");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("{\"id\": ")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(" ".repeat((1 << 20) + 1))).hasMessageContaining("larger than 1 MB");
    }

    @Test
    void itIsFoundBesideTheTable(@TempDir Path folder) throws IOException {
        TestJar.plugin("hello")
                .file("META-INF/trackside/plugin.hello.Table.json", "{\"id\": \"hello\", \"phase\": \"REPORT\"}")
                .in(folder, "hello.jar");
        TestJar.plugin("plain").withoutDescriptors().in(folder, "plain.jar");
        TestJar.plugin("bad")
                .file("META-INF/trackside/plugin.bad.Table.json", "{")
                .in(folder, "bad.jar");

        try (Discovery discovery = Discovery.discover(HostLoader.INSTANCE, List.of(folder), List.of())) {
            assertThat(discovery.plugins())
                    .extracting(PluginDescriptor::of)
                    .satisfiesExactly(
                            bad -> assertThat(bad).isEmpty(),
                            hello -> assertThat(hello)
                                    .map(PluginDescriptor::phase)
                                    .contains("REPORT"),
                            plain -> assertThat(plain).isEmpty());
        }
    }

    @Test
    void theFileNamesTheTable() {
        assertThat(JarFacts.tableOf("META-INF/trackside/a.B_C_Table.json")).isEqualTo("a.B_C_Table");
        assertThat(JarFacts.tableOf("META-INF/trackside/.json")).isNull();
        assertThat(JarFacts.tableOf("META-INF/trackside/x/a.json")).isNull();
        assertThat(JarFacts.tableOf("META-INF/other/a.json")).isNull();
    }

    private static PluginDescriptor read(String json) throws IOException {
        return PluginDescriptor.read("a.Stop_Table", json.getBytes(StandardCharsets.UTF_8));
    }
}
