/** The embedded engine: multi-layer perceptrons on EJML, without native libraries. */
@NullMarked
package dev.trackside.engine.mlp;

import org.jspecify.annotations.NullMarked;
