package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided by descriptors alone: none of these plugins has a class that could be loaded. */
class CompatibilityTests {

    @TempDir
    Path folder;

    @Test
    void aPluginForANewerApiIsRefusedWithBothVersionsAndTheOthersAreNot() throws IOException {
        plugin("first", "").in(folder, "a.jar");
        plugin("newer", "\"apiVersion\": \"1.5.0\",").in(folder, "b.jar");
        plugin("last", "\"apiVersion\": \"1.2.0\",").in(folder, "c.jar");

        try (Discovery discovery = discover("1.4.2")) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("first", "last");
            assertThat(discovery.refusals())
                    .extracting(Refusal::text)
                    .containsExactly(
                            "b.jar: plugin 'newer': it was built for version 1.5.0 of Trackside's API, which is newer than this, 1.4.2;"
                                    + " run it with Trackside 1.5.0 or newer, or take an older version of it.");
        }
    }

    @Test
    void aPluginForANewerJavaIsRefusedWithBothVersions() throws IOException {
        plugin("newer", "\"java\": 99,").in(folder, "a.jar");

        try (Discovery discovery = discover("1.0")) {
            assertThat(discovery.refusals())
                    .extracting(Refusal::cause)
                    .containsExactly("it needs Java 99, but this is Java "
                            + Runtime.version().feature());
        }
    }

    @Test
    void allThatIsWrongWithAPluginIsOneMessage() throws IOException {
        plugin("twice", "").in(folder, "a.jar");
        plugin("twice", "\"apiVersion\": \"2.0\", \"java\": 99, \"requires\": [\"history\"],")
                .file("x", "other bytes")
                .in(folder, "b.jar");

        try (Discovery discovery = discover("1.0")) {
            assertThat(discovery.refusals()).hasSize(2);
            assertThat(discovery.refusals().get(1).text())
                    .startsWith("b.jar: plugin 'twice': ")
                    .contains(
                            "version 2.0 of Trackside's API, and this is 1.0",
                            "it needs Java 99",
                            "another plugin has the same id: a.jar",
                            "it requires the plugin 'history', which was not found")
                    .contains("remove one of them", "add the jar of 'history' too");
        }
    }

    @Test
    void ofACircleOfRequirementsOnlyTheMembersAreRefused() throws IOException {
        plugin("a", "\"requires\": [\"b\"],").in(folder, "a.jar");
        plugin("b", "\"requires\": [\"c\"],").in(folder, "b.jar");
        plugin("c", "\"requires\": [\"b\", \"sound\"],").in(folder, "c.jar");
        plugin("self", "\"requires\": [\"self\"],").in(folder, "self.jar");
        plugin("sound", "").in(folder, "sound.jar");

        try (Discovery discovery = discover("1.0")) {
            assertThat(discovery.plugins())
                    .extracting(FoundPlugin::id)
                    .as("who requires a member is no member")
                    .containsExactly("a", "sound");
            assertThat(discovery.refusals())
                    .extracting(Refusal::text)
                    .containsExactly(
                            "b.jar: plugin 'b': what it requires goes in a circle (b requires c requires b); leave one of them out, or a version of it that requires less.",
                            "c.jar: plugin 'c': what it requires goes in a circle (c requires b requires c); leave one of them out, or a version of it that requires less.",
                            "self.jar: plugin 'self': what it requires goes in a circle (self requires self); leave one of them out, or a version of it that requires less.");
        }
    }

    private Discovery discover(String api) {
        return Discoveries.asVersion(api, HostLoader.INSTANCE, List.of(new PluginFolder(folder, true)));
    }

    private static TestJar plugin(String id, String descriptor) {
        return new TestJar().service(TestJar.packageOf(id) + ".Table").descriptor(id, descriptor);
    }
}
