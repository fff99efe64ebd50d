package dev.trackside.engine.xgboost;

/**
 * What a feature did for the trees of a model.
 *
 * @param feature its name
 * @param splits how many splits ask it; 0 if none does, and then the others are 0 too
 * @param gain by how much such a split improves the objective, on average
 * @param cover how many examples such a split decides, weighted by their second derivatives, on average
 * @since 0.1
 */
public record FeatureScore(String feature, int splits, double gain, double cover) {}
