package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin in a folder whose classes tell when they are loaded: the commands that only show it do not. */
class PluginDescriptionTests {

    private static final String LOADED = "trackside.test.loaded";

    @TempDir
    Path folder;

    @BeforeEach
    void dropInAPluginThatTells() throws IOException {
        System.clearProperty(LOADED);
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path table = Files.writeString(sources.resolve("Telling_Table.java"), """
                package telling;
                public final class Telling_Table extends dev.trackside.spi.HandlerTable {
                    static { System.setProperty("%s", "table"); }
                    @Override public Class<?> handlerClass() { return Object.class; }
                    @Override public dev.trackside.spi.PluginSpec plugin() { throw new IllegalStateException("asked"); }
                    @Override public java.util.List<dev.trackside.spi.HandlerSpec> handlers() { return java.util.List.of(); }
                    @Override public dev.trackside.spi.BoundHandlers bind(Object target, dev.trackside.spi.Binder binder) { return null; }
                }
                """.formatted(LOADED));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                sources.toString(),
                                table.toString()))
                .isZero();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("telling/Telling_Table.class", Files.readAllBytes(sources.resolve("telling/Telling_Table.class")));
        files.put(
                "META-INF/services/dev.trackside.spi.HandlerTable",
                "telling.Telling_Table\n".getBytes(StandardCharsets.UTF_8));
        files.put("META-INF/trackside/telling.Telling_Table.json", descriptor());
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("telling.jar")))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                jar.putNextEntry(new JarEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
    }

    private static byte[] descriptor() throws IOException {
        try (InputStream goal = PluginDescriptionTests.class.getResourceAsStream(
                "/META-INF/trackside/dev.trackside.cli.Goal_Table.json")) {
            return new String(goal.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"goal\"", "\"telling\"")
                    .replace("dev.trackside.cli.Goal", "telling.Telling")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private CliRunner plugins(String... command) {
        String[] arguments = new String[command.length + 3];
        arguments[0] = "plugins";
        System.arraycopy(command, 0, arguments, 1, command.length);
        arguments[command.length + 1] = "--plugins";
        arguments[command.length + 2] = folder.resolve("plugins").toString();
        return CliRunner.run(arguments);
    }

    @Test
    void isDescribedWithoutItsClasses() {
        CliRunner run = plugins("describe", "telling");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out())
                .startsWith("telling: Stops when the loss is low enough.")
                .contains("class     telling.Telling", "loss (double, default 0.6, at least 0)", "check(double)");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void isInTheSchemaWithoutItsClasses() {
        CliRunner run = plugins("schema");

        assertThat(run.out()).contains("\"plugin-telling\"", "\"The loss to reach.\"", "\"plugin-goal\"");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void isListedExplainedAndOrderedWithoutItsClasses() {
        assertThat(plugins("list").out()).contains("telling.jar");
        assertThat(plugins("why", "telling", "--set", "telling.loss=0.1").out())
                .contains("telling joins the run", "loss = 0.1");
        assertThat(plugins("order", "--set", "telling.loss=0.1").out()).contains("check(double)");
        assertThat(System.getProperty(LOADED)).isNull();
    }

    /** So that the others can fail. */
    @Test
    void isLoadedByTheDoctorWhoLooksForFaults() {
        CliRunner run = plugins("doctor");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("telling.jar: the plugin 'telling':", "asked");
        assertThat(System.getProperty(LOADED)).isEqualTo("table");
    }
}
