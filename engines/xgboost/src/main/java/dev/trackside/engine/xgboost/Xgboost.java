package dev.trackside.engine.xgboost;

import dev.trackside.engine.common.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Builds an engine that boosts trees with XGBoost.
 *
 * <pre>{@code
 * Split split = Split.random(table.classification(), 0.2, 42);
 * try (XgboostEngine engine = Xgboost.classifier(split.train(), split.validation())
 *         .parameter("eta", 0.1)
 *         .parameter("max_depth", 4)
 *         .metrics("auc")
 *         .build()) {
 *     RunResult result = Trackside.run("cancer").epochs(200).seed(42).train(engine);
 * }
 * }</pre>
 *
 * <p>Parameters have XGBoost's names and, unless given, XGBoost's values; except that it prints nothing ({@code verbosity} 0). Mind
 * {@code nthread}: XGBoost takes all processors, and where they have other work to do one thread is often many times faster. The seed is
 * that of the run.
 *
 * @since 0.1
 */
public final class Xgboost {

    private static final double DEFAULT_RATE = 0.3;

    private static final Set<String> BOOSTERS = Set.of("dart", "gbtree");

    /** Those that give probabilities, which callbacks may rely on. */
    private static final Set<String> OF_CLASSES = Set.of("multi:softprob");

    private static final Set<String> OF_TWO_CLASSES = Set.of("binary:logistic", "multi:softprob");

    private static final Set<String> OF_QUANTITIES = Set.of(
            "count:poisson",
            "reg:absoluteerror",
            "reg:gamma",
            "reg:logistic",
            "reg:pseudohubererror",
            "reg:quantileerror",
            "reg:squarederror",
            "reg:squaredlogerror",
            "reg:tweedie");

    private final @Nullable Dataset table;
    private final @Nullable Dataset validationTable;
    private final @Nullable DMatrix matrix;
    private final @Nullable DMatrix validationMatrix;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> metrics = new ArrayList<>();
    private int classes;

    private Xgboost(Dataset train, @Nullable Dataset validation, boolean classification) {
        if (train.isClassification() != classification) {
            throw new IllegalArgumentException(
                    classification
                            ? "the data are for regression: use Xgboost.regressor"
                            : "the data are for classification: use Xgboost.classifier");
        }
        if (validation != null) {
            train.requireSameShape(validation, "validation");
        }
        table = train;
        validationTable = validation;
        matrix = null;
        validationMatrix = null;
        classes = classification ? train.classes().count() : 0;
    }

    private Xgboost(DMatrix train, @Nullable DMatrix validation) {
        table = null;
        validationTable = null;
        matrix = train;
        validationMatrix = validation;
    }

    /**
     * Begins a classification that is judged by other data after each round. Its objective is {@code binary:logistic} for two classes,
     * else {@code multi:softprob}.
     *
     * @throws IllegalArgumentException if the data are for regression
     */
    public static Xgboost classifier(Dataset train, Dataset validation) {
        return new Xgboost(train, validation, true);
    }

    /**
     * Begins a classification without validation.
     *
     * @throws IllegalArgumentException if the data are for regression
     */
    public static Xgboost classifier(Dataset train) {
        return new Xgboost(train, null, true);
    }

    /**
     * Begins a regression that is judged by other data after each round. Its objective is {@code reg:squarederror}.
     *
     * @throws IllegalArgumentException if the data are for classification
     */
    public static Xgboost regressor(Dataset train, Dataset validation) {
        return new Xgboost(train, validation, false);
    }

    /**
     * Begins a regression without validation.
     *
     * @throws IllegalArgumentException if the data are for classification
     */
    public static Xgboost regressor(Dataset train) {
        return new Xgboost(train, null, false);
    }

    /**
     * Begins a training on matrices of your own, with any objective, groups, weights and margins; judged by another matrix after each
     * round. The matrices stay yours to dispose of.
     */
    public static Xgboost on(DMatrix train, DMatrix validation) {
        return new Xgboost(train, validation);
    }

    /** Begins a training on a matrix of your own, without validation. */
    public static Xgboost on(DMatrix train) {
        return new Xgboost(train, null);
    }

    /**
     * Sets a parameter of XGBoost.
     *
     * @param name as XGBoost spells it, e.g. {@code max_depth}
     * @param value its value; XGBoost reads its text
     * @throws IllegalArgumentException if there is no such parameter, which XGBoost would ignore, or it is not to be set; the message
     *     says why
     */
    public Xgboost parameter(String name, Object value) {
        parameters.put(Parameters.canonical(name), value);
        return this;
    }

    /**
     * Sets parameters of XGBoost.
     *
     * @param values names and values, see {@link #parameter}
     * @throws IllegalArgumentException as {@link #parameter}; also if one is given under two names
     */
    public Xgboost parameters(Map<String, ?> values) {
        parameters.putAll(Parameters.canonical(values));
        return this;
    }

    /**
     * Adds metrics, beside that of the objective, {@code error} or {@code merror} of classes, {@code rmse} and {@code mae} of
     * quantities.
     *
     * @param names as XGBoost's {@code eval_metric} spells them, e.g. {@code auc}
     */
    public Xgboost metrics(String... names) {
        metrics.addAll(List.of(names));
        return this;
    }

    /**
     * Sets XGBoost's {@code num_class} for matrices of your own; tables know it.
     *
     * @param count number of classes; from 2
     * @throws IllegalArgumentException if there are less than 2, or the data are a table
     */
    public Xgboost classes(int count) {
        if (table != null) {
            throw new IllegalArgumentException("the classes of a table are counted; this is for matrices of your own");
        }
        if (count < 2) {
            throw new IllegalArgumentException("a classification needs two classes at least, not " + count);
        }
        classes = count;
        return this;
    }

    /**
     * Makes the engine, with a model that has no trees yet.
     *
     * @throws IllegalArgumentException if objective or booster do not suit the data or callbacks
     * @throws dev.trackside.TracksideException if XGBoost refuses parameters, metrics or labels, or its native library cannot be loaded
     */
    public XgboostEngine build() {
        String objective = text(Parameters.OBJECTIVE, defaultObjective());
        requireAmong(Parameters.OBJECTIVE, objective, objectives());
        String booster = text(Parameters.BOOSTER, "gbtree");
        requireAmong(Parameters.BOOSTER, booster, BOOSTERS);
        double rate = rate();

        Map<String, Object> all = new LinkedHashMap<>();
        all.put("verbosity", 0);
        all.putAll(parameters);
        all.put(Parameters.OBJECTIVE, objective);
        all.put(Parameters.BOOSTER, booster);
        all.put(Parameters.ETA, rate);
        all.put("seed_per_iteration", true);
        boolean counted = objective.startsWith("multi:");
        if (counted) {
            all.put(Parameters.CLASSES, classes);
        }
        DMatrix train = table == null ? given(matrix) : Matrices.of(table);
        DMatrix validation = validationTable == null ? validationMatrix : Matrices.of(validationTable);
        Probe probe = Probe.of(train, all, metrics);
        Model model = new Model(
                train,
                new ModelFacts(objective, booster, probe.features(), counted ? classes : 0),
                all,
                probe.requested(),
                rate);
        Scores scores = new Scores("", train, probe.metrics());
        Scores judged = validation == null ? null : new Scores(Scores.VALIDATION_PREFIX, validation, probe.metrics());
        List<String> names = table == null ? List.of() : table.featureNames();
        return new XgboostEngine(model, scores, judged, names, describe(all, scores, judged, probe), table != null);
    }

    private String defaultObjective() {
        if (table == null || classes == 0) {
            return "reg:squarederror";
        }
        return classes == 2 ? "binary:logistic" : "multi:softprob";
    }

    /** Those that a table may have; empty if any is welcome. */
    private Set<String> objectives() {
        if (table == null) {
            return Set.of();
        }
        return switch (classes) {
            case 0 -> OF_QUANTITIES;
            case 2 -> OF_TWO_CLASSES;
            default -> OF_CLASSES;
        };
    }

    private String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise).toString();
    }

    private double rate() {
        String text = text(Parameters.ETA, Double.toString(DEFAULT_RATE));
        double rate;
        try {
            rate = Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("eta: '%s' is not a number".formatted(text), wrong);
        }
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("eta: %s is negative or not finite".formatted(text));
        }
        return rate;
    }

    private void requireAmong(String parameter, String value, Set<String> choices) {
        if (choices.isEmpty() || choices.contains(value)) {
            return;
        }
        String hint = "";
        if (value.equals("multi:softmax")) {
            hint = "; multi:softprob grows the same trees and gives probabilities";
        } else if (value.startsWith("binary:") && classes == 2) {
            hint = "; binary:logistic gives the probabilities that callbacks may ask for";
        } else if (parameter.equals(Parameters.OBJECTIVE)) {
            hint = "; others are for matrices of your own, Xgboost.on(...)";
        }
        throw new IllegalArgumentException("%s: '%s' is not among %s%s"
                .formatted(parameter, value, String.join(", ", new TreeSet<>(choices)), hint));
    }

    private static DMatrix given(@Nullable DMatrix matrix) {
        if (matrix == null) {
            throw new IllegalStateException("neither table nor matrix");
        }
        return matrix;
    }

    private Map<String, String> describe(Map<String, Object> all, Scores scores, @Nullable Scores judged, Probe probe) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data.train-examples", Integer.toString(scores.rows()));
        facts.put("data.validation-examples", Integer.toString(judged == null ? 0 : judged.rows()));
        facts.put("data.features", Long.toString(probe.features()));
        if (classes > 0) {
            facts.put("data.classes", Integer.toString(classes));
        }
        new TreeMap<>(all).forEach((name, value) -> {
            if (Parameters.NAMES.contains(name)) {
                facts.put("model." + name, value.toString());
            }
        });
        facts.put("model.eval_metric", String.join(", ", probe.requested()));
        return facts;
    }
}
