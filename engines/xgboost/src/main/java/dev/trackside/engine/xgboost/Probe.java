package dev.trackside.engine.xgboost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;

/**
 * What XGBoost makes of the parameters, asked of a model that is thrown away: whether it takes them at all, which it does not say
 * before the model is first used, and which metrics it will give.
 *
 * @param requested names to ask for metrics by, that of the objective first
 * @param metrics names under which they will come, in the same order
 * @param features number of features
 */
record Probe(List<String> requested, List<String> metrics, long features) {

    /**
     * Asks.
     *
     * @param train what a model shall learn from
     * @param parameters of XGBoost, under its own names
     * @param more metrics beside those that a run has in any case
     * @throws dev.trackside.TracksideException if XGBoost refuses the parameters, the metrics or the labels
     */
    static Probe of(DMatrix train, Map<String, Object> parameters, Collection<String> more) {
        return XgboostFault.call("take these parameters", () -> {
            Booster booster = Model.empty(train, parameters);
            try {
                String own = evaluate(booster, train).iterator().next();
                Set<String> requested = new LinkedHashSet<>();
                requested.add(own);
                requested.addAll(ofTask(String.valueOf(parameters.get(Parameters.OBJECTIVE))));
                requested.addAll(more);
                for (String metric : requested) {
                    booster.setParam(Parameters.METRIC, metric);
                }
                List<String> metrics = new ArrayList<>(evaluate(booster, train));
                return new Probe(List.copyOf(requested), List.copyOf(metrics), booster.getNumFeature());
            } finally {
                booster.dispose();
            }
        });
    }

    private static Set<String> evaluate(Booster booster, DMatrix train) throws Exception {
        return EvaluationText.parse(booster.evalSet(new DMatrix[] {train}, new String[] {EvaluationText.SET}, 0))
                .keySet();
    }

    /** Metrics that people expect for a task, whichever engine trains. */
    private static List<String> ofTask(String objective) {
        return switch (objective.substring(0, objective.indexOf(':') + 1)) {
            case "binary:" -> List.of("error");
            case "multi:" -> List.of("merror");
            case "reg:" -> List.of("rmse", "mae");
            default -> List.of();
        };
    }
}
