package dev.trackside.engine.xgboost;

import dev.trackside.TracksideException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What two models must have in common for one to take the other's place.
 *
 * @param objective e.g. {@code multi:softprob}
 * @param booster {@code gbtree} or {@code dart}
 * @param features number of features
 * @param classes number of classes, 0 if the objective has no such number
 */
record ModelFacts(String objective, String booster, long features, int classes) {

    /** Writes them, one a line. */
    String text() {
        return "objective=%s\nbooster=%s\nfeatures=%d\nclasses=%d\n".formatted(objective, booster, features, classes);
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws TracksideException if it is not complete
     */
    static ModelFacts parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
        });
        try {
            return new ModelFacts(
                    values.getOrDefault("objective", ""),
                    values.getOrDefault("booster", ""),
                    Long.parseLong(values.getOrDefault("features", "")),
                    Integer.parseInt(values.getOrDefault("classes", "")));
        } catch (NumberFormatException broken) {
            throw new TracksideException("these are not the facts of an xgboost model: " + text.strip(), broken);
        }
    }

    /**
     * Makes sure that a saved model may take the place of this one.
     *
     * @throws TracksideException if it is of another kind; the message says what differs
     */
    void requireSame(ModelFacts saved) {
        require("objective", saved.objective, objective);
        require("booster", saved.booster, booster);
        require("number of features", saved.features, features);
        require("number of classes", saved.classes, classes);
    }

    private static void require(String what, Object saved, Object own) {
        if (!saved.equals(own)) {
            throw new TracksideException(
                    "the %s of the saved model is %s, but that of this run's model is %s".formatted(what, saved, own));
        }
    }
}
