package dev.trackside.plugin.history.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.plugin.history.aside.NewFile;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code trackside runs export}. */
final class ExportCommand implements Command {

    private static final String HEADS = "run,kind,epoch,batch,step,seconds,examples,skipped,complete,metric,value";

    private static final JSON VALUES =
            JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).without(JSON.Feature.FLUSH_AFTER_WRITE_VALUE);

    private enum Format {
        SQLITE,
        JSON,
        CSV
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "Writes runs to a file of their own: a history (.db), JSON, or a table of all metric values (.csv)";
    }

    @Override
    public String arguments() {
        return "RUN...";
    }

    @Override
    public String argumentsSummary() {
        return Call.RUNS;
    }

    @Override
    public List<String> examples() {
        return List.of("trackside runs export last --to run.json");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("to", "FILE", "The file, which must not be there yet"),
                new Option(
                        "format",
                        "FORMAT",
                        "sqlite, json or csv, if the name of the file does not end in .db, .sqlite, .json or .csv"),
                HistoryFile.OPTION);
    }

    @Override
    public int run(CommandContext context) throws IOException {
        Call call = new Call(context);
        Path file =
                Call.path(call.value("to").orElseThrow(() -> new UsageException("Name the file to write: --to FILE.")));
        Format format = format(call, file);
        try (History history = call.open()) {
            List<RecordedRun> runs = call.runs(history, 1);
            if (Files.exists(file)) {
                throw new UsageException("%s is there. Delete it, or name another file.".formatted(file));
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            switch (format) {
                case SQLITE -> history.copy(runs.stream().map(RecordedRun::id).toList(), file);
                case JSON -> NewFile.write(file, aside -> writeJson(runs, aside));
                case CSV -> NewFile.write(file, aside -> writeTable(runs, aside));
            }
            call.print("Wrote %s: %s."
                    .formatted(
                            file,
                            String.join(", ", runs.stream().map(RecordedRun::id).toList())));
        }
        return 0;
    }

    private static Format format(Call call, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String asked = call.value("format").orElse(ending).toLowerCase(Locale.ROOT);
        return switch (asked) {
            case "sqlite", "db", "sqlite3" -> Format.SQLITE;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            default ->
                throw new UsageException(
                        "What to write is not clear from %s. Add --format sqlite, json or csv.".formatted(asked));
        };
    }

    // ---- JSON, event by event

    private static void writeJson(List<RecordedRun> runs, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            writeFields(json, Document.begin("runs-export"));
            json.writeArrayFieldStart("runs");
            for (RecordedRun run : runs) {
                json.writeStartObject();
                writeFields(json, RunDocument.run(run));
                json.writeArrayFieldStart("events");
                try (Stream<RecordedEvent> events = run.events()) {
                    for (RecordedEvent event : (Iterable<RecordedEvent>) events::iterator) {
                        VALUES.write(RunDocument.event(event), json);
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeFields(JsonGenerator json, Map<String, ? extends @Nullable Object> fields)
            throws IOException {
        for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            Object value = field.getValue();
            if (value == null) {
                json.writeNull();
            } else {
                VALUES.write(value, json);
            }
        }
    }

    // ---- CSV, RFC 4180, a row a value

    private static void writeTable(List<RecordedRun> runs, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADS + "\r\n");
            for (RecordedRun run : runs) {
                try (Stream<RecordedEvent> events = run.events()) {
                    events.forEach(event -> write(out, run.id(), event));
                } catch (UncheckedIOException fault) {
                    throw new IOException("%s cannot be written: %s".formatted(file, fault.getMessage()), fault);
                }
            }
        }
    }

    private static void write(BufferedWriter out, String run, RecordedEvent event) {
        List<String> start = new ArrayList<>(List.of(
                cell(run),
                RunDocument.word(event.kind()),
                String.valueOf(event.epoch() + 1),
                event.batch() < 0 ? "" : String.valueOf(event.batch() + 1),
                String.valueOf(event.step()),
                String.valueOf(event.elapsedNanos() / 1e9),
                String.valueOf(event.examples()),
                String.valueOf(event.skipped()),
                String.valueOf(event.complete())));
        String cells = String.join(",", start);
        event.metrics().forEach((name, value) -> {
            StringJoiner row = new StringJoiner(",", "", "\r\n");
            row.add(cells).add(cell(name)).add(value.toString());
            try {
                out.write(row.toString());
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
    }

    private static String cell(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
