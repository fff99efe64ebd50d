package dev.trackside.engine.xgboost;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.trackside.TracksideException;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A booster and what belongs to it: its parameters, which XGBoost does not save with the trees, and the way to put it into another
 * state while it stays the same object, which callbacks may hold.
 */
final class Model {

    /** UBJSON, the format that XGBoost itself keeps compatible between its versions. */
    private static final String FORMAT = "ubj";

    private static final String SEED = "seed";
    private static final int BUFFER = 1 << 16;

    private final Booster booster;
    private final ModelFacts facts;
    private final Map<String, Object> parameters;
    private final List<String> metrics;
    private final DMatrix oneRow;
    private final boolean samples;
    private double rate;
    private long seed;

    /**
     * Makes a model without trees.
     *
     * @param train what it will learn from
     * @param facts its kind
     * @param parameters of XGBoost, under its own names
     * @param metrics what {@link #evaluate} computes
     * @param rate the learning rate to begin with
     */
    Model(DMatrix train, ModelFacts facts, Map<String, Object> parameters, List<String> metrics, double rate) {
        this.facts = facts;
        this.parameters = Map.copyOf(parameters);
        this.metrics = List.copyOf(metrics);
        this.samples = Parameters.sample(parameters);
        this.rate = rate;
        this.oneRow = Matrices.row(new double[Math.toIntExact(facts.features())]);
        this.booster = XgboostFault.call("make a model", () -> empty(train, this.parameters));
        XgboostFault.call("take the parameters", this::configure);
    }

    /** Makes a booster without trees, for which XGBoost has no constructor. */
    static Booster empty(DMatrix train, Map<String, Object> parameters) throws XGBoostError {
        return XGBoost.train(train, parameters, 0, Map.of(), null, null);
    }

    private Booster configure() throws XGBoostError {
        booster.setParams(parameters);
        for (String metric : metrics) {
            booster.setParam(Parameters.METRIC, metric); // adds to those it has
        }
        booster.setParam(Parameters.ETA, rate);
        booster.setParam(SEED, seed);
        return booster;
    }

    Booster booster() {
        return booster;
    }

    ModelFacts facts() {
        return facts;
    }

    double rate() {
        return rate;
    }

    /** Sets the learning rate of the next round. */
    void rate(double value) {
        rate = value;
        XgboostFault.call("take the learning rate", () -> {
            booster.setParam(Parameters.ETA, value);
            return booster;
        });
    }

    /**
     * Gets ready for the rounds of a run.
     *
     * @param train what they will learn from
     * @param runSeed what all random numbers derive from, together with the number of the round
     */
    void begin(DMatrix train, long runSeed) {
        seed = runSeed;
        XgboostFault.call("take the seed", () -> {
            booster.setParam(SEED, seed);
            if (samples && "approx".equals(parameters.get(Parameters.TREE_METHOD))) {
                fixBins(train);
            }
            return booster;
        });
    }

    /**
     * Lets the matrix keep the bins of its features that approx finds. For some objectives it takes those of its first round for good, and
     * weighs the values by the rows drawn then; so that they do not depend on where a run was resumed, another model has that round.
     */
    private void fixBins(DMatrix train) throws XGBoostError {
        Booster other = empty(train, parameters);
        try {
            other.setParam(SEED, seed);
            other.update(train, 0);
        } finally {
            other.dispose();
        }
    }

    /**
     * Boosts once.
     *
     * @param train what to learn from
     * @param round its index, which with the seed decides all it draws
     */
    void boost(DMatrix train, int round) {
        XgboostFault.call("train round " + (round + 1), () -> {
            if (samples) {
                forgetSampling();
            }
            booster.update(train, round);
            return booster;
        });
    }

    /**
     * Lets XGBoost make the grower of its trees anew. It seeds random numbers of its own once, at its first round, and goes on with them:
     * a run that was resumed would draw other rows and columns than one that was not. Made anew, it is seeded by the round.
     */
    private void forgetSampling() throws XGBoostError {
        Object own = parameters.getOrDefault(Parameters.TREE_METHOD, "auto");
        booster.setParam(Parameters.TREE_METHOD, own.equals("exact") ? "hist" : "exact");
        booster.predict(oneRow, true); // what was set takes effect when the booster is next used
        booster.setParam(Parameters.TREE_METHOD, own);
    }

    /**
     * Computes the metrics on a matrix.
     *
     * @return XGBoost's text, for {@link EvaluationText}
     */
    String evaluate(DMatrix matrix) {
        return XgboostFault.call(
                "compute its metrics",
                () -> booster.evalSet(new DMatrix[] {matrix}, new String[] {EvaluationText.SET}, 0));
    }

    /** Computes the outputs for a matrix, row by row. */
    float[][] predict(DMatrix matrix) {
        return XgboostFault.call("predict", () -> booster.predict(matrix));
    }

    /** Returns the trees in XGBoost's own format. */
    byte[] save() {
        return XgboostFault.call("save its model", () -> booster.toByteArray(FORMAT));
    }

    /**
     * Puts trees in the place of those it has. The booster stays the same object; parameters and learning rate stay as they are.
     *
     * @param trees in XGBoost's own format
     * @throws TracksideException if they are none or belong to another kind of model; nothing has changed then
     */
    void load(byte[] trees) {
        byte[] whole = XgboostFault.call("read the saved model", () -> {
            Booster loaded = XGBoost.loadModel(trees);
            try {
                if (loaded.getNumFeature() != facts.features()) {
                    throw new TracksideException("the saved model has %d features, but that of this run has %d"
                            .formatted(loaded.getNumFeature(), facts.features()));
                }
                Output out = new Output(BUFFER, -1);
                loaded.write(null, out);
                return out.toBytes();
            } finally {
                loaded.dispose();
            }
        });
        XgboostFault.call("take over the saved model", () -> {
            booster.dispose();
            booster.read(null, new Input(whole));
            return configure();
        });
    }

    /** Frees the memory outside of Java's. */
    void dispose() {
        booster.dispose();
        oneRow.dispose();
    }
}
