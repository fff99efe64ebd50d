package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What {@code trackside plugins schema} prints takes every example and no mistake, judged by a validator that knows nothing of Trackside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigSchemaTests {

    private static final Path HOUSE =
            Path.of(System.getProperty("trackside.house", "..")).normalize();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonSchema schema;

    @BeforeAll
    void printTheSchema(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("trackside.schema.json");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.trackside.cli.Main",
                        "plugins",
                        "schema")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        JsonNode document = MAPPER.readTree(out.toFile());
        JsonNode draft = MAPPER.readTree(JsonSchema.class.getResourceAsStream("/draft-07/schema"));
        assertThat(factory.getSchema(draft).validate(document))
                .as("the schema as a schema")
                .isEmpty();
        schema = factory.getSchema(document);
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(HOUSE.resolve("examples"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(3);
            return found.stream();
        }
    }

    private List<String> faults(String yaml) {
        Object read =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return schema.validate(MAPPER.valueToTree(read)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleIsTaken(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run: { epochs: \"${env:EPOCHS}\", callback-share: 5%, callback-time: 10s, callback-deadline: 5m, async-deadline: 30s, checkpoint-writing: async, accumulate: 4 }",
                "plugins: { early-stopping: true, log: false, progress: }",
                "plugins: { early-stopping: { patience: \"${env:PATIENCE}\", enabled: off, on-failure: detach, after: [a, b] } }",
                "plugins: { goal: { use: early-stopping, monitor: val_accuracy, stopping-threshold: 0.99 } }",
                "plugins: { log: { use: early-stopping, patience: 3 } }",
                "plugins: { checkpoint: { monitor: val_loss, before: log } }",
                "loading: { folders: plugins, trust: any }",
                "loading: { trust: [listed, signed], lock: my.lock, signers: [us.pem], mandatory: log, mode: strict }",
                "model: { whatever: the engine knows }",
            })
    void whatARunTakesIsTaken(String yaml) {
        assertThat(faults(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs: { epochs: 3 }",
                "run: { epoch: 3 }",
                "run: { epochs: 0 }",
                "run: { epochs: many }",
                "run: 7",
                "plugins: { early-stoping: { patience: 3 } }",
                "plugins: { early-stopping: { patiense: 3 } }",
                "plugins: { early-stopping: { patience: 0 } }",
                "plugins: { early-stopping: { patience: 2.5 } }",
                "plugins: { early-stopping: { patience: [1, 2] } }",
                "plugins: { early-stopping: { restore-best-weights: maybe } }",
                "plugins: { early-stopping: { on-failure: explode } }",
                "plugins: { early-stopping: [patience] }",
                "plugins: { goal: { use: early-stopping, patiense: 3 } }",
                "plugins: { goal: { use: nothing } }",
                "plugins: { goal: { patience: 3 } }",
                "plugins: { lr-schedule: { type: cosinus } }",
                "loading: { folder: plugins }",
                "loading: { trust: all }",
                "loading: { mode: sloppy }",
            })
    void aMistakeIsFound(String yaml) {
        assertThat(faults(yaml)).isNotEmpty();
    }

    @Test
    void anEditorShowsWhatAnOptionDoesAndHasAtFirst() {
        JsonNode patience = schema.getSchemaNode().at("/definitions/plugin-early-stopping/properties/patience");

        assertThat(patience.get("description").asText()).isNotBlank();
        assertThat(patience.get("default").isInt()).isTrue();
    }
}
