/**
 * Gradient boosted trees: the adapter of XGBoost4J. It owns the loop, a boosting round is an epoch of one batch, so that callbacks see
 * and steer every round.
 *
 * <p>Start with {@link dev.trackside.engine.xgboost.Xgboost Xgboost.classifier}, {@code regressor}, or {@code on} for matrices of your
 * own; a file starts it with {@code engine: xgboost}. {@link dev.trackside.engine.xgboost.FeatureImportance FeatureImportance} is a
 * plugin for its runs.
 */
@NullMarked
package dev.trackside.engine.xgboost;

import org.jspecify.annotations.NullMarked;
