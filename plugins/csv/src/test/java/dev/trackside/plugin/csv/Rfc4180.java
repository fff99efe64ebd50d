package dev.trackside.plugin.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads by the grammar of RFC 4180 and by nothing else: CRLF after each record, quotes doubled within quotes, as many fields in each record. */
final class Rfc4180 {

    private final String text;
    private int at;

    private Rfc4180(String text) {
        this.text = text;
    }

    /** Each record by column. */
    static List<Map<String, String>> read(Path file) throws IOException {
        List<List<String>> records = new Rfc4180(Files.readString(file)).records();
        List<String> header = records.get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            if (record.size() != header.size()) {
                throw new AssertionError("%s has not as many fields as %s".formatted(record, header));
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                if (row.put(header.get(i), record.get(i)) != null) {
                    throw new AssertionError("two columns have the name " + header.get(i));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> records() {
        List<List<String>> records = new ArrayList<>();
        while (at < text.length()) {
            List<String> fields = new ArrayList<>(List.of(field()));
            while (peek() == ',') {
                at++;
                fields.add(field());
            }
            if (!text.startsWith("\r\n", at)) {
                throw new AssertionError("no CRLF at %d, after %s".formatted(at, fields));
            }
            at += 2;
            records.add(fields);
        }
        return records;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private String field() {
        if (peek() != '"') {
            int from = at;
            while (at < text.length() && ",\r\n".indexOf(peek()) < 0) {
                if (peek() == '"') {
                    throw new AssertionError("a quote within a field that is not quoted, at " + at);
                }
                at++;
            }
            return text.substring(from, at);
        }
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw new AssertionError("a quoted field without an end");
            }
            field.append(text, at, quote);
            at = quote + 1;
            if (peek() != '"') {
                return field.toString();
            }
            field.append('"');
            at++;
        }
    }
}
