package dev.trackside.engine.common;

import dev.trackside.TracksideException;
import dev.trackside.spi.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The data that a configuration file names, read, split and scaled.
 *
 * <p>In the section {@code data}:
 *
 * <ul>
 *   <li>{@code train}: a CSV file, plain or gzipped; relative to the folder of the configuration file
 *   <li>{@code label}: the column to learn, by name or index (0 is the first, -1 the last)
 *   <li>{@code task}: {@code classification} (the default) or {@code regression}
 *   <li>{@code validation}: a part of the rows ({@code 20%}, {@code 0.2}) drawn by the run's seed, or a file of its own; none if absent
 *   <li>{@code scale}: {@code standardize}, {@code min-max}, {@code none} (the default), or a number to divide by
 *   <li>{@code separator}: {@code comma} (the default), {@code semicolon}, {@code tab}, {@code blank}, {@code pipe}, or a character
 *   <li>{@code header}: {@code yes}, {@code no}, {@code skip} (a first line that is neither names nor data), {@code auto} (the
 *       default)
 *   <li>{@code ignore}: columns to leave out, by name or index
 * </ul>
 *
 * @param train rows to learn from
 * @param validation rows to judge by, of the same shape, if any
 * @since 0.1
 */
public record TabularData(Dataset train, Optional<Dataset> validation) {

    /** Makes sure that the parts fit together. */
    public TabularData {
        if (validation.isPresent()) {
            train.requireSameShape(validation.get(), "validation");
        }
    }

    /**
     * Reads what a section names.
     *
     * @param data the section {@code data}
     * @param seed the seed of the run, for the split
     * @throws TracksideException if a setting or the data are wrong
     */
    public static TabularData read(Section data, long seed) {
        try {
            return new Reader(data).read(seed);
        } catch (DataException wrong) {
            Optional<String> setting = wrong.setting();
            if (setting.isEmpty()) {
                throw wrong;
            }
            throw data.fault(setting.get(), "%s: %s".formatted(setting.get(), wrong.getMessage()));
        }
    }

    /** Reads one section. */
    private static final class Reader {

        private final Section data;

        Reader(Section data) {
            this.data = data;
        }

        TabularData read(long seed) {
            CsvFormat format = new CsvFormat(separator(), header());
            ColumnSelector label = ColumnSelector.parse(data.text("label")
                    .orElseThrow(() -> data.fault(
                            "label",
                            "label is missing: the column to learn, by name or index (0 is the first, -1 the last)")));
            List<ColumnSelector> ignored = new ArrayList<>();
            data.texts("ignore").forEach(column -> ignored.add(ColumnSelector.parse(column)));
            boolean regression = choice("task", "classification", "regression").equals("regression");
            Scaling scaling = scaling();

            CsvTable table = CsvTable.read(existing("train"), format, label, ignored);
            Dataset all = regression ? table.regression() : table.classification();
            Optional<String> validation = data.text("validation");
            if (validation.isEmpty()) {
                return new TabularData(scaling.fit(all).apply(all), Optional.empty());
            }
            Optional<Double> fraction = fraction(validation.get());
            Split split;
            if (fraction.isPresent()) {
                split = Split.random(all, fraction.get(), seed);
            } else {
                CsvTable other = CsvTable.read(existing("validation"), format, label, ignored);
                split = new Split(all, regression ? other.regression() : other.classification(all.classes()));
            }
            Split scaled = split.scaled(scaling);
            return new TabularData(scaled.train(), Optional.of(scaled.validation()));
        }

        private Path existing(String key) {
            Path file = data.file(key)
                    .orElseThrow(() -> data.fault(key, "%s is missing: the CSV file to learn from".formatted(key)));
            if (!Files.isRegularFile(file)) {
                throw data.fault(
                        key,
                        "there is no file %s".formatted(file.toAbsolutePath().normalize()));
            }
            return file;
        }

        private Optional<Double> fraction(String text) {
            boolean percent = text.endsWith("%");
            double number =
                    Numbers.parse(percent ? text.substring(0, text.length() - 1).strip() : text);
            if (Double.isNaN(number) && !percent) {
                return Optional.empty();
            }
            double fraction = percent ? number / 100 : number;
            if (!(fraction > 0 && fraction < 1)) {
                throw data.fault(
                        "validation",
                        "validation: %s must be above 0%% and below 100%% of the rows (20%% or 0.2), or a file"
                                .formatted(text));
            }
            return Optional.of(fraction);
        }

        private Scaling scaling() {
            try {
                return Scaling.parse(data.text("scale").orElse("none"));
            } catch (IllegalArgumentException wrong) {
                throw data.fault("scale", "scale: " + wrong.getMessage());
            }
        }

        private char separator() {
            try {
                char separator = CsvFormat.parseSeparator(data.text("separator").orElse("comma"));
                return new CsvFormat(separator, CsvFormat.Header.AUTO).separator();
            } catch (IllegalArgumentException wrong) {
                throw data.fault("separator", "separator: " + wrong.getMessage());
            }
        }

        private CsvFormat.Header header() {
            // YAML's cores disagree whether yes and no are truth values.
            String text = choice("header", "auto", "yes", "no", "skip", "true", "false");
            return switch (text) {
                case "true" -> CsvFormat.Header.YES;
                case "false" -> CsvFormat.Header.NO;
                default -> CsvFormat.Header.valueOf(text.toUpperCase(Locale.ROOT));
            };
        }

        /** Returns what the key says, the first choice if it says nothing. */
        private String choice(String key, String... choices) {
            String text = data.text(key).orElse(choices[0]);
            if (!List.of(choices).contains(text)) {
                throw data.fault(key, "%s: '%s' is not among %s".formatted(key, text, String.join(", ", choices)));
            }
            return text;
        }
    }
}
