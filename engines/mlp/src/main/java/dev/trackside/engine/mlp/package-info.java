/**
 * The embedded engine: multi-layer perceptrons on EJML, small, without native code, the same bit for bit on every JDK.
 *
 * <p>Start with {@code Mlp.classifier} or {@code Mlp.regressor}; a file starts it with {@code engine: mlp}.
 */
@NullMarked
package dev.trackside.engine.mlp;

import org.jspecify.annotations.NullMarked;
