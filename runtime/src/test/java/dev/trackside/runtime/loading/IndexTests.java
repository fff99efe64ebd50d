package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.runtime.discovery.Discoveries;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.Notice;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.Sha256;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptors beside the service file: what they spare, and what happens without them. */
class IndexTests {

    private static final String TABLE = "plugin.hello.Table";
    private static final String FILE = "META-INF/trackside/" + TABLE + ".json";

    @TempDir
    Path folder;

    @Test
    void aPluginIsKnownWithoutItsClasses() throws IOException {
        new TestJar()
                .service(TABLE)
                .descriptor(
                        "hello",
                        "\"phase\": \"DECIDE\", \"attach\": \"WHEN_CONFIGURED\", \"after\": [\"x\"], \"apiVersion\": \"0.1.0\",")
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 2.5\n")
                .in(folder, "hello.jar");

        try (Discovery discovery = discover()) {
            FoundPlugin plugin = discovery.plugins().get(0);
            assertThat(plugin.isLoaded()).isFalse();
            assertThat(plugin.id()).isEqualTo("hello");
            assertThat(plugin.spec().phase()).isEqualTo(Phase.DECIDE);
            assertThat(plugin.spec().attach()).isEqualTo(Attach.WHEN_CONFIGURED);
            assertThat(plugin.spec().after()).containsExactly("x");
            assertThat(plugin.handlerClass()).isEqualTo("plugin.hello.Handler");
            assertThat(plugin.apiVersion()).contains("0.1.0");
            assertThat(plugin.version()).contains("2.5");
            assertThat(plugin.descriptor().orElseThrow().get("description")).isEqualTo("Says hello.");
            assertThat(discovery.notices()).isEmpty();
            assertThat(discovery.files().get(0).sha256()).contains(Sha256.of(folder.resolve("hello.jar")));
        }
    }

    @Test
    void theLineOfTheServiceFileSaysWhatTheDescriptorBeginsWith() throws IOException {
        withLine("# trackside 1 hello plugin.hello.Handler PERSIST WHEN_CONFIGURED FAIL a,b - c cpu,{names} 17 0.1.0");

        try (Discovery discovery = discover()) {
            FoundPlugin plugin = discovery.plugins().get(0);
            assertThat(plugin.facts())
                    .isEqualTo(new PluginFacts(
                            new PluginSpec(
                                    "hello",
                                    true,
                                    Phase.PERSIST,
                                    Attach.WHEN_CONFIGURED,
                                    FailurePolicy.FAIL,
                                    List.of("a", "b"),
                                    List.of(),
                                    List.of("c"),
                                    List.of("cpu", "{names}")),
                            "plugin.hello.Handler",
                            "0.1.0",
                            17));
            assertThat(discovery.notices()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# says hello",
                "#",
                "# trackside 1 ",
                "# trackside 1 hello",
                "# trackside 1 hello h PERSIST WHEN_CONFIGURED FAIL - - - - 17",
                "# trackside 1 hello h SOMETIMES WHEN_CONFIGURED FAIL - - - - 17 0.1.0",
                "# trackside 1 hello h PERSIST WHEN_CONFIGURED FAIL - - - - new 0.1.0",
                "# trackside 1  h PERSIST WHEN_CONFIGURED FAIL - - - - 17 0.1.0",
                "# trackside 2 hello h PERSIST WHEN_CONFIGURED FAIL - - - - 17 0.1.0"
            })
    void aLineThatSaysNothingUsefulIsAComment(String comment) throws IOException {
        withLine(comment);

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins())
                    .extracting(plugin -> plugin.spec().phase())
                    .containsExactly(Phase.REPORT);
            assertThat(discovery.notices()).isEmpty();
        }
    }

    @Test
    void aLineWithoutItsDescriptorIsNoticedAsEver() throws IOException {
        TestJar.plugin("hello")
                .withoutDescriptors()
                .file(Content.SERVICES, TABLE + " # trackside 1 hello h REPORT ALWAYS INFERRED - - - - 17 0.1.0")
                .in(folder, "hello.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.notices()).hasSize(1);
            assertThat(discovery.plugins()).extracting(FoundPlugin::isLoaded).containsExactly(true);
        }
    }

    @Test
    void theJavaThatAPluginNeedsIsComparedBeforeOneOfItsClassesIsLoaded() throws IOException {
        withLine("# trackside 1 hello plugin.hello.Handler REPORT ALWAYS INFERRED - - - - 99 unknown");

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).isEmpty();
            assertThat(discovery.refusals())
                    .extracting(Refusal::text)
                    .containsExactly(
                            "hello.jar: plugin 'hello': it needs Java 99, but this is Java %1$d; run on Java 99, or build it for Java %1$d."
                                    .formatted(Runtime.version().feature()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REPORT ALWAYS INFERRED - - -          | (none)
            PERSIST ALWAYS INFERRED - - -         | phase PERSIST, its class REPORT
            REPORT WHEN_CONFIGURED INFERRED - - - | attach = WHEN_CONFIGURED, its class ALWAYS
            REPORT ALWAYS FAIL - - -              | onFailure = FAIL, its class INFERRED
            REPORT ALWAYS INFERRED x - -          | before = [x] and after = [], its class [] and []
            """)
    void whatIsOtherInTheClassThanInTheDescriptorIsRefused(String head, String difference) throws IOException {
        TestJar.plugin("hello")
                .withoutServices()
                .service(TABLE + " # trackside 1 hello plugin.hello.Handler " + head + " - 17 unknown")
                .in(folder, "hello.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).hasSize(1);
            assertThat(discovery.loadAll())
                    .extracting(Refusal::text)
                    .isEqualTo(
                            difference.equals("(none)")
                                    ? List.of()
                                    : List.of(
                                            "hello.jar: plugin 'hello': its descriptor says %s: they are of two builds; build it again from clean."
                                                    .formatted(difference)));
        }
    }

    private void withLine(String comment) throws IOException {
        new TestJar()
                .file(Content.SERVICES, TABLE + " " + comment + "\r\n")
                .descriptor("hello", "")
                .in(folder, "hello.jar");
    }

    @Test
    void whatIsLostInAFatJarIsCountedAndSaidAndTheServiceFileIsUsed() throws IOException {
        TestJar fat = TestJar.plugin("hello")
                .table("plugin.lost", "lost", "", "List.of()")
                .service("plugin.lost.Table");
        Path jar = fat.in(folder, "fat.jar");

        try (Discovery inFolder = discover();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, HostLoader.INSTANCE);
                Discovery onClassPath = Discoveries.discover(loader, List.of(), List.of())) {
            for (Discovery discovery : List.of(inFolder, onClassPath)) {
                assertThat(discovery.refusals()).isEmpty();
                assertThat(discovery.plugins())
                        .extracting(FoundPlugin::id, FoundPlugin::isLoaded)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("hello", false),
                                org.assertj.core.groups.Tuple.tuple("lost", true));
                assertThat(discovery.notices())
                        .extracting(Notice::text)
                        .containsExactly(
                                "fat.jar: it registers 2 plugins and has the descriptors of 1; without that of plugin.lost.Table"
                                        + " the class is loaded at every start, wanted or not;"
                                        + " pack META-INF/trackside too, or build it with trackside-processor.");
            }
        }
    }

    @Test
    void servicesThatAreLostInAFatJarAreCountedAndSaid() throws IOException {
        TestJar.plugin("hello")
                .table("plugin.lost", "lost", "", "List.of()")
                .descriptor("lost", "")
                .in(folder, "fat.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("hello");
            assertThat(discovery.refusals())
                    .extracting(Refusal::text)
                    .containsExactly(
                            "fat.jar: plugin.lost.Table: it has the descriptors of 2 plugins and registers 1, so plugin.lost.Table"
                                    + " cannot be found, as happens when jars are merged;"
                                    + " merge META-INF/services when packing (maven-shade: ServicesResourceTransformer).");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON at all | no '{' at byte 0",
                "{'format':1,'id':'hello' | the end comes too early",
                "{'format':2,'id':'hello'} | it has the format 2, and this version knows 1",
                "{'format':1,'phase':'REPORT','attach':'ALWAYS'} | it does not say the id",
                "{'format':1,'id':'hello','phase':'NEVER','attach':'ALWAYS'} | it has the phase 'NEVER', which there is not",
                "{'format':1,'id':'hello','phase':'REPORT','attach':'ALWAYS'} x | something behind the end",
                "[1] | no '{' at byte 0",
            })
    void aDescriptorThatCannotBeUsedCostsItselfAlone(String json, String why) throws IOException {
        TestJar.plugin("hello").file(FILE, json.replace('\'', '"')).in(folder, "b.jar");
        TestJar.plugin("first").in(folder, "a.jar");
        TestJar.plugin("last").in(folder, "c.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins())
                    .extracting(FoundPlugin::id, FoundPlugin::isLoaded)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("first", false),
                            org.assertj.core.groups.Tuple.tuple("hello", true),
                            org.assertj.core.groups.Tuple.tuple("last", false));
            assertThat(discovery.notices()).hasSize(1);
            assertThat(discovery.notices().get(0).text())
                    .startsWith("b.jar: the descriptor of plugin.hello.Table cannot be used (" + why)
                    .endsWith("build it again with a trackside-processor of the version that runs it.");
        }
    }

    @Test
    void aDescriptorThatIsTooLargeIsNotReadToItsEnd() throws IOException {
        TestJar.plugin("hello").file(FILE, new byte[32 << 20]).in(folder, "b.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("hello");
            assertThat(discovery.notices())
                    .extracting(Notice::what)
                    .first()
                    .asString()
                    .contains("is larger than 1024 kB");
        }
    }

    @Test
    void longDescriptorsAndKeysInAnotherOrderAreUnderstood() throws IOException {
        TestJar.plugin("hello")
                .file(
                        FILE,
                        "\uFEFF{\"new\": {\"a\": [1, {\"b\": null}]}, \"description\": \"%s \\\"quoted\\\" \\u00e4\", \"requires\": [\"r\"], \"attach\": \"ALWAYS\","
                                        .formatted("x".repeat(3000))
                                + " \"phase\": \"MEASURE\", \"id\": \"hello\", \"format\": 1}")
                .in(folder, "hello.jar");

        try (Discovery discovery = discover()) {
            assertThat(discovery.notices()).isEmpty();
            FoundPlugin plugin = discovery.plugins().get(0);
            assertThat(plugin.isLoaded()).isFalse();
            assertThat(plugin.spec().requires()).containsExactly("r");
            assertThat(plugin.descriptor().orElseThrow().get("description").toString())
                    .endsWith("x \"quoted\" \u00e4");
        }
    }

    @Test
    void plainServiceLoaderFindsEveryPluginToo() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String id : List.of("one", "two", "three")) {
            urls.add(TestJar.plugin(id).in(folder, id + ".jar").toUri().toURL());
        }

        try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), HostLoader.INSTANCE);
                Discovery discovery = discover()) {
            List<String> plain = new ArrayList<>();
            ServiceLoader.load(dev.trackside.spi.HandlerTable.class, loader)
                    .forEach(table -> plain.add(table.plugin().id()));
            assertThat(discovery.plugins())
                    .extracting(FoundPlugin::id)
                    .containsExactlyInAnyOrderElementsOf(plain)
                    .hasSize(3);
        }
    }

    private Discovery discover() {
        return Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
    }
}
