/**
 * Which plugins there are: on the class path, on the module path and in folders, with the reason for each that cannot be used.
 *
 * <p>{@link dev.trackside.runtime.discovery.Discovery} is the way in. {@code ClassPathScan}, {@code ModuleScan} and {@code FolderScan} look at places, and
 * add to {@code Seen} what they meet: for each file a {@link dev.trackside.runtime.discovery.FileDecision} with the rules that were applied to it, and its
 * plugins as candidates. {@code TrustCheck} and {@code SameBytes} keep jars of folders out before anything of them is used. In the end {@code Resolution}
 * refuses the candidates that do not fit by their facts, all faults of a plugin in one {@link dev.trackside.runtime.loading.Refusal}. No class of a plugin is
 * loaded but of those that say nothing of themselves, and one broken jar never keeps others from loading.
 */
@NullMarked
package dev.trackside.runtime.discovery;

import org.jspecify.annotations.NullMarked;
