/**
 * The messages of event files, generated from the definitions under {@code src/main/protobuf}: a part of TensorFlow's and TensorBoard's public
 * schema.
 */
@NullMarked
package dev.trackside.plugin.tensorboard.proto;

import org.jspecify.annotations.NullMarked;
