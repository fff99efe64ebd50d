package dev.trackside.engine.xgboost;

import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Boosts trees with XGBoost, one round an epoch of one batch; made by {@link Xgboost} or by {@code engine: xgboost} in a file.
 *
 * <p>It records XGBoost's metrics by their own names, for training ({@code mlogloss}) and with data for validation
 * ({@code val_mlogloss}); beside them those that callbacks know from other engines: {@code loss} is the metric of the objective,
 * {@code accuracy} that of classes, {@code r2} that of quantities. They are computed after the round, if anybody takes one.
 *
 * <p>A round computes gradients and grows its trees in one call, between which nobody can come: there are no {@code Gradients} and no
 * {@code @OnGradients}. Weights are the trees; a snapshot holds them all, {@code tensors()} is empty. Callbacks may also take this engine,
 * or its {@link Booster}, which stays the same object throughout the run.
 *
 * <p>The same data, parameters, seed and number of threads give the same trees, whether or not the run was interrupted and resumed. To be
 * used on one thread.
 *
 * @since 0.1
 */
public final class XgboostEngine implements Engine, AutoCloseable {

    /** The name that a file chooses this engine by. */
    static final String NAME = "xgboost";

    private final Model model;
    private final Scores train;
    private final @Nullable Scores validation;
    private final List<String> featureNames;
    private final Map<String, String> parameters;
    private final boolean ownsData;
    private final XgboostPredictions predictions = new XgboostPredictions();
    private final Map<Class<?>, Object> offers;

    XgboostEngine(
            Model model,
            Scores train,
            @Nullable Scores validation,
            List<String> featureNames,
            Map<String, String> parameters,
            boolean ownsData) {
        this.model = model;
        this.train = train;
        this.validation = validation;
        this.featureNames = featureNames;
        this.parameters = parameters;
        this.ownsData = ownsData;
        this.offers = Map.of(
                LearningRate.class,
                new XgboostLearningRate(model),
                Weights.class,
                new XgboostWeights(model),
                Predictions.class,
                predictions,
                EngineState.class,
                new XgboostState(model),
                Booster.class,
                model.booster(),
                XgboostEngine.class,
                this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> metrics() {
        List<String> names = new ArrayList<>(train.names());
        if (validation != null) {
            names.addAll(validation.names());
        }
        return names;
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return offers;
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(1);
    }

    @Override
    public List<String> sharedPackages() {
        return List.of("ml.dmlc.xgboost4j", XgboostEngine.class.getPackageName());
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public void train(TrainingLoop loop) {
        model.begin(train.matrix(), loop.seed());
        train.join(loop);
        if (validation != null) {
            validation.join(loop);
        }
        while (loop.nextEpoch()) {
            if (loop.beginBatch(train.rows()) == TrainingLoop.Go.RUN) {
                model.boost(train.matrix(), loop.epoch());
                train.record(loop, model);
                loop.step();
                loop.endBatch();
            }
            if (validation != null && loop.beginValidation()) {
                validate(loop, validation);
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    /** In one batch, since not every metric of the whole is a mean of those of its parts. */
    private void validate(TrainingLoop loop, Scores scores) {
        if (loop.beginValidationBatch(scores.rows()) != TrainingLoop.Go.RUN) {
            return;
        }
        scores.record(loop, model);
        if (loop.wants(Predictions.class)) {
            DMatrix matrix = scores.matrix();
            predictions.show(XgboostFault.call("read the labels", matrix::getLabel), model.predict(matrix));
        }
        loop.endValidationBatch();
    }

    /**
     * The model, as XGBoost's own object. It is the same throughout the life of the engine; its trees change.
     *
     * @return the booster; not to be disposed of
     */
    public Booster booster() {
        return model.booster();
    }

    /**
     * Predicts one example, between trainings or after them.
     *
     * @param features as many as the training data have, and scaled as they were; NaN for a missing one
     * @return what the objective gives: the probability of each class, of two classes that of the second alone; or the quantity
     * @throws IllegalArgumentException if there are more or fewer features
     */
    public double[] predict(double... features) {
        if (features.length != model.facts().features()) {
            throw new IllegalArgumentException("%d features, but the model takes %d"
                    .formatted(features.length, model.facts().features()));
        }
        DMatrix row = Matrices.row(features);
        try {
            float[] outputs = model.predict(row)[0];
            double[] wide = new double[outputs.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = outputs[i];
            }
            return wide;
        } finally {
            row.dispose();
        }
    }

    /**
     * What each feature did for the trees so far.
     *
     * @return all features, those with the highest gain first, then in the order of the data
     */
    public List<FeatureScore> featureImportance() {
        Booster booster = model.booster();
        return XgboostFault.call("tell the importance of features", () -> {
            Map<String, Double> gain = booster.getScore("", "gain");
            Map<String, Double> cover = booster.getScore("", "cover");
            Map<String, Integer> splits = booster.getFeatureScore("");
            List<FeatureScore> scores = new ArrayList<>();
            featuresByKey(booster.getFeatureNames())
                    .forEach((key, feature) -> scores.add(new FeatureScore(
                            feature,
                            splits.getOrDefault(key, 0),
                            gain.getOrDefault(key, 0.0),
                            cover.getOrDefault(key, 0.0))));
            scores.sort(Comparator.comparingDouble(FeatureScore::gain).reversed());
            return scores;
        });
    }

    /** The features' names by those that XGBoost gives them: theirs if the matrix has them, else f0, f1, … */
    private Map<String, String> featuresByKey(String[] namesOfBooster) {
        Map<String, String> features = new LinkedHashMap<>();
        for (int i = 0; i < model.facts().features(); i++) {
            boolean named = i < namesOfBooster.length && namesOfBooster[i] != null;
            String key = named ? namesOfBooster[i] : "f" + i;
            features.put(key, i < featureNames.size() ? featureNames.get(i) : key);
        }
        return features;
    }

    /** Frees the memory that XGBoost has taken outside of Java's heap. The engine cannot be used any more. */
    @Override
    public void close() {
        model.dispose();
        if (ownsData) {
            train.matrix().dispose();
            if (validation != null) {
                validation.matrix().dispose();
            }
        }
    }
}
