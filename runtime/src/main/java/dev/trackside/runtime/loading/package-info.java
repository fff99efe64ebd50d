/**
 * Which plugins there are, and which of them join a run.
 *
 * <p>In four steps, each a reading of what the one before has left:
 *
 * <ol>
 *   <li><b>Files seen.</b> {@code ClassPathScan}, {@code ModuleScan} and {@code FolderScan} look at places; each file gets a
 *       {@link dev.trackside.runtime.loading.FileDecision}. A jar of a folder is taken into a {@code PluginJar} at once, so that nobody changes it
 *       afterwards.
 *   <li><b>Facts.</b> {@code JarFacts}: what the service file registers and what the descriptors say of it ({@code PluginFacts}), without a class.
 *   <li><b>Decisions.</b> {@code Resolution} refuses what does not fit, all faults of a plugin in one
 *       {@link dev.trackside.runtime.loading.Refusal}; {@link dev.trackside.runtime.loading.Selection} turns the rest, the file and what code asked
 *       for into the instances of a run, each with the reason why it joins.
 *   <li><b>Classes.</b> {@link dev.trackside.runtime.loading.FoundPlugin#table} loads them when a run attaches the plugin; from folders by a
 *       {@code PluginClassLoader} for each {@code PluginUnit}, which sees of the host what {@code HostPackages} lists.
 * </ol>
 *
 * <p>{@link dev.trackside.runtime.loading.Discovery} holds the first three together. One broken jar never keeps others from loading.
 */
@NullMarked
package dev.trackside.runtime.loading;

import org.jspecify.annotations.NullMarked;
