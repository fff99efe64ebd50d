package dev.trackside.plugin.metrics;

import dev.trackside.TracksideException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a metric's name asks for: {@code val_macro_f1}, {@code val_class3_recall}, {@code val_top5_accuracy}.
 *
 * @param name the whole name
 * @param kind what is measured
 * @param average how classes are joined, if that is asked for and can be
 * @param number the class, or the k of top-k; -1 for none
 */
record ClassificationMetric(String name, Kind kind, Average average, int number) {

    private static final String PREFIX = "val_";
    private static final Pattern PARTS =
            Pattern.compile("(?:(macro|micro|weighted)_|(?:class|top)(\\d{1,6})_)?([a-z][a-z0-9_]*)");

    /** What can be measured. */
    enum Kind {
        ACCURACY(""),
        TOP_ACCURACY("top"),
        BALANCED_ACCURACY(""),
        PRECISION("average class"),
        RECALL("average class"),
        F1("average class"),
        MATTHEWS(""),
        ROC_AUC("average"),
        LOG_LOSS(""),
        PERPLEXITY("");

        private final String takes;

        Kind(String takes) {
            this.takes = takes;
        }

        boolean takes(String what) {
            return takes.contains(what);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a name.
     *
     * @param name the name of a metric
     * @param average what holds if the name does not say
     * @throws TracksideException if it is none of these metrics; the message lists them
     */
    static ClassificationMetric parse(String name, Average average) {
        if (name.startsWith(PREFIX)) {
            Matcher parts = PARTS.matcher(name.substring(PREFIX.length()));
            if (parts.matches()) {
                Optional<ClassificationMetric> metric = read(name, parts, average);
                if (metric.isPresent()) {
                    return metric.get();
                }
            }
        }
        throw new TracksideException("""
                %s is no metric of a classification. There are val_ and one of %s; top5_ and the like before accuracy; \
                macro_, micro_, weighted_ or class3_ and the like before precision, recall and f1; macro_ or weighted_ before roc_auc.""".formatted(name, words()));
    }

    private static Optional<ClassificationMetric> read(String name, Matcher parts, Average average) {
        String rest = name.substring(PREFIX.length());
        boolean top = rest.startsWith("top") && parts.group(2) != null;
        boolean ofClass = rest.startsWith("class") && parts.group(2) != null;
        Kind kind = top && parts.group(3).equals("accuracy")
                ? Kind.TOP_ACCURACY
                : Arrays.stream(Kind.values())
                        .filter(one -> one != Kind.TOP_ACCURACY && one.word().equals(parts.group(3)))
                        .findFirst()
                        .orElse(null);
        if (kind == null || kind.takes("top") != top || (ofClass && !kind.takes("class"))) {
            return Optional.empty();
        }
        Average said = parts.group(1) == null
                ? average
                : Average.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        if (parts.group(1) != null && !kind.takes("average")) {
            return Optional.empty();
        }
        if (kind == Kind.ROC_AUC && said == Average.MICRO) {
            if (parts.group(1) != null) {
                return Optional.empty();
            }
            said = Average.MACRO;
        }
        int number = parts.group(2) == null ? -1 : Integer.parseInt(parts.group(2));
        return top && number == 0 ? Optional.empty() : Optional.of(new ClassificationMetric(name, kind, said, number));
    }

    private static String words() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.TOP_ACCURACY)
                .map(Kind::word)
                .collect(Collectors.joining(", "));
    }
}
