/**
 * Event files for TensorBoard.
 *
 * <p>Start at {@link dev.trackside.plugin.tensorboard.TensorBoard}, the plugin. It holds a {@code EventFolder}, which has a file for each of the
 * runs that TensorBoard shows (training, validation, and the session with texts and hyperparameters); an {@code EventFile} frames records.
 * {@code Values}, {@code Texts} and {@code HParams} make messages of what the run gives, and know no files.
 */
@NullMarked
package dev.trackside.plugin.tensorboard;

import org.jspecify.annotations.NullMarked;
