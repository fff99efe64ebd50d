package dev.trackside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsLockCommandTests {

    @TempDir
    Path folder;

    private Path plugins;
    private Path config;
    private Path lock;

    @BeforeEach
    void aFolder() throws IOException {
        plugins = folder.resolve("plugins");
        lock = folder.resolve("trackside.lock");
        config = Files.writeString(folder.resolve("t.yaml"), "loading: { trust: listed }\n");
        PluginFiles.jar(plugins, "b.jar", "second", "");
        PluginFiles.jar(plugins, "a.jar", "first", "");
    }

    private CliRunner lock(String... more) {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(new String[] {"plugins", "lock", config.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CliRunner.run(arguments);
    }

    @Test
    void writesTheSameTextEachTimeBesideTheConfiguration() throws IOException {
        CliRunner run = lock();

        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("added: a.jar with first is there (SHA-256 ", lock + " lists 2 jars.");
        String text = Files.readString(lock);
        assertThat(text).containsSubsequence("\"a.jar\"", "\"first\"", "\"b.jar\"", "\"second\"");
        lock();
        assertThat(Files.readString(lock)).isEqualTo(text);
    }

    @Test
    void checkSaysWhatIsDifferentAndWritesNothing() throws IOException {
        lock();
        String text = Files.readString(lock);
        assertThat(lock("--check").code()).isZero();

        PluginFiles.jar(plugins, "a.jar", "first", "changed");
        Files.delete(plugins.resolve("b.jar"));
        PluginFiles.jar(plugins, "c.jar", "third", "");
        CliRunner run = lock("--check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "changed: a.jar with first is there with the SHA-256 ",
                        "removed: b.jar with second is listed (SHA-256 ",
                        "added: c.jar with third is there (SHA-256 ",
                        "trackside plugins lock");
        assertThat(Files.readString(lock)).isEqualTo(text);
    }

    @Test
    void checkWithoutALockFileFails() {
        CliRunner run = lock("--check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("There is no " + lock);
        assertThat(lock).doesNotExist();
    }

    @Test
    void goesWhereItIsTold() throws IOException {
        Path output = folder.resolve("other/my.lock");
        assertThat(lock("--output", output.toString()).code()).isZero();
        assertThat(output).exists();
        assertThat(lock).doesNotExist();

        Files.writeString(config, "loading: { lock: named.lock }\n");
        lock();
        assertThat(folder.resolve("named.lock")).exists();
    }

    @Test
    void isJsonForPrograms() throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(lock("--json").out());

        assertThat(document)
                .containsEntry("schema-version", 1)
                .containsEntry("kind", "plugins-lock")
                .containsEntry("jars", 2)
                .containsEntry("written", true);
        assertThat((List<?>) document.get("differences")).hasSize(2);
    }

    @Test
    void saysWhatCannotBeListed() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no jar");

        CliRunner run = lock();

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("warning: not listed: broken.jar");
        assertThat(lock("--check").code()).as("a jar that nobody can list").isEqualTo(1);
    }

    @Test
    void ofAConfigurationThatIsWrongIsWrongUse() throws IOException {
        Files.writeString(config, "loading: { folders: [lost] }\n");
        CliRunner missing = lock();
        assertThat(missing.err()).contains("lost");

        Files.writeString(config, "loading: { trust: all }\n");
        assertThat(lock().code()).isEqualTo(2);
    }

    @Test
    void aDamagedLockFileIsReplacedAndNeverComparedWith() throws IOException {
        Files.writeString(lock, "<<<<<<< HEAD");

        assertThat(lock("--check").code()).isEqualTo(1);
        CliRunner run = lock();
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("cannot be used");
        assertThat(lock("--check").code()).isZero();
    }
}
