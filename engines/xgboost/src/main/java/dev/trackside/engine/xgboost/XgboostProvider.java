package dev.trackside.engine.xgboost;

import com.google.auto.service.AutoService;
import dev.trackside.TracksideException;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.TabularData;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the engine that {@code engine: xgboost} asks for. Reads {@code data} (see {@link TabularData}) and {@code model}, which holds
 * parameters of XGBoost under its own names, or the same with {@code -} for {@code _}; and {@code eval-metric}, one more metric or a list
 * of them.
 *
 * @since 0.1
 */
@AutoService(EngineProvider.class)
public final class XgboostProvider implements EngineProvider {

    /** A word of XGBoost's messages that may be a parameter. */
    private static final Pattern WORD = Pattern.compile("\\w+");

    /** Called by {@code ServiceLoader}. */
    public XgboostProvider() {}

    @Override
    public String name() {
        return XgboostEngine.NAME;
    }

    @Override
    public String summary() {
        return "Gradient boosted trees on tabular data, by XGBoost";
    }

    @Override
    public Engine open(Section configuration, long seed) {
        Section section = configuration.section("model");
        TabularData tables = TabularData.read(configuration.section("data"), seed);
        Xgboost xgboost = begin(tables);
        Set<String> names = new TreeSet<>(Parameters.NAMES);
        names.addAll(Parameters.ALIASES.keySet());
        for (String name : names) {
            read(section, name, xgboost);
        }
        section.texts(key(section, Parameters.METRIC)).forEach(xgboost::metrics);
        try {
            return xgboost.build();
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw section.fault(keyIn(message, section), message);
        } catch (TracksideException refused) {
            throw located(refused, section);
        }
    }

    private static Xgboost begin(TabularData tables) {
        Dataset train = tables.train();
        if (train.isClassification()) {
            return tables.validation()
                    .map(validation -> Xgboost.classifier(train, validation))
                    .orElseGet(() -> Xgboost.classifier(train));
        }
        return tables.validation()
                .map(validation -> Xgboost.regressor(train, validation))
                .orElseGet(() -> Xgboost.regressor(train));
    }

    private static void read(Section section, String name, Xgboost xgboost) {
        String key = key(section, name);
        section.text(key).ifPresent(value -> {
            String other = Parameters.canonical(name);
            if (!other.equals(name) && section.has(key(section, other))) {
                throw section.fault(key, "%s and %s are the same parameter; give one".formatted(name, other));
            }
            xgboost.parameter(name, value);
        });
    }

    /** The key of a parameter as this file spells it. */
    private static String key(Section section, String name) {
        return section.has(name) ? name : name.replace('_', '-');
    }

    /** With file and line, if the message names a parameter that the file gives. */
    private static TracksideException located(TracksideException refused, Section section) {
        String message = String.valueOf(refused.getMessage());
        String key = keyIn(message, section);
        if (key.isEmpty()) {
            return refused;
        }
        TracksideException located = section.fault(key, message);
        located.initCause(refused);
        return located;
    }

    private static String keyIn(String message, Section section) {
        Matcher words = WORD.matcher(message);
        while (words.find()) {
            String word = words.group();
            String key = key(section, word.equals("learning_rate") ? Parameters.ETA : word);
            if (section.has(key)) {
                return key;
            }
        }
        return message.contains("metric") && section.has(key(section, Parameters.METRIC))
                ? key(section, Parameters.METRIC)
                : "";
    }
}
