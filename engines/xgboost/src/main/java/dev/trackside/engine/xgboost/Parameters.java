package dev.trackside.engine.xgboost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of the parameters that a run may set, as XGBoost spells them. XGBoost itself ignores a name that it does not know, so that a
 * misspelled one would train another model than was asked for.
 */
final class Parameters {

    static final String OBJECTIVE = "objective";
    static final String BOOSTER = "booster";
    static final String ETA = "eta";
    static final String CLASSES = "num_class";
    static final String METRIC = "eval_metric";
    static final String TREE_METHOD = "tree_method";

    /** Other names of the same, which XGBoost knows too. */
    static final Map<String, String> ALIASES = Map.of(
            "learning_rate", ETA,
            "min_split_loss", "gamma",
            "reg_lambda", "lambda",
            "reg_alpha", "alpha");

    static final Set<String> NAMES = Set.of(
            OBJECTIVE,
            BOOSTER,
            ETA,
            TREE_METHOD,
            "alpha",
            "aft_loss_distribution",
            "aft_loss_distribution_scale",
            "base_score",
            "colsample_bylevel",
            "colsample_bynode",
            "colsample_bytree",
            "device",
            "gamma",
            "grow_policy",
            "huber_slope",
            "interaction_constraints",
            "lambda",
            "lambdarank_bias_norm",
            "lambdarank_num_pair_per_sample",
            "lambdarank_pair_method",
            "lambdarank_unbiased",
            "max_bin",
            "max_cached_hist_node",
            "max_delta_step",
            "max_depth",
            "max_leaves",
            "min_child_weight",
            "monotone_constraints",
            "ndcg_exp_gain",
            "normalize_type",
            "nthread",
            "num_parallel_tree",
            "one_drop",
            "quantile_alpha",
            "rate_drop",
            "sample_type",
            "scale_pos_weight",
            "skip_drop",
            "subsample",
            "tweedie_variance_power",
            "verbosity");

    private static final Map<String, String> ELSEWHERE = Map.of(
            CLASSES,
            "it is counted in the data, or set by classes(n)",
            METRIC,
            "name it by metrics(...), in a file eval-metric",
            "seed",
            "the seed of the run is used",
            "random_state",
            "the seed of the run is used",
            "seed_per_iteration",
            "it is always on, so that a resumed run draws what it would have drawn",
            "disable_default_eval_metric",
            "the metric of the objective is the loss of the run",
            "updater",
            "choose tree_method",
            "process_type",
            "a round of a run always grows trees");

    /** Those below 1 draw rows or columns at random. */
    private static final Set<String> SAMPLING =
            Set.of("subsample", "colsample_bytree", "colsample_bylevel", "colsample_bynode");

    private Parameters() {}

    /**
     * Returns XGBoost's own name of a parameter.
     *
     * @param name the name, or an alias
     * @throws IllegalArgumentException if there is none, or it is set in another way; the message says so
     */
    static String canonical(String name) {
        String canonical = ALIASES.getOrDefault(name, name);
        if (NAMES.contains(canonical)) {
            return canonical;
        }
        String reason = ELSEWHERE.get(canonical);
        throw new IllegalArgumentException(
                reason != null
                        ? "'%s' is not to be set: %s".formatted(name, reason)
                        : "XGBoost has no parameter '%s' and would ignore it; there are %s"
                                .formatted(name, new TreeSet<>(NAMES)));
    }

    /** Returns parameters under XGBoost's own names. */
    static Map<String, Object> canonical(Map<String, ?> parameters) {
        Map<String, Object> canonical = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (canonical.put(canonical(name), value) != null) {
                throw new IllegalArgumentException("'%s' is given twice, under two names".formatted(canonical(name)));
            }
        });
        return canonical;
    }

    /** Whether growing trees with these draws rows or columns. */
    static boolean sample(Map<String, ?> parameters) {
        return SAMPLING.stream().anyMatch(name -> {
            Object value = parameters.get(name);
            return value != null && !isOne(value.toString());
        });
    }

    private static boolean isOne(String text) {
        try {
            return Double.parseDouble(text) == 1;
        } catch (NumberFormatException notANumber) {
            return false; // XGBoost will say so
        }
    }
}
