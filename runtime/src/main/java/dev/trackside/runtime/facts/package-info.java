/**
 * What plugins say of themselves, read from files without loading a class.
 *
 * <p>{@link dev.trackside.runtime.facts.JarFacts} is what a jar says: which dispatch tables its service file registers, and of each the
 * {@link dev.trackside.runtime.facts.PluginFacts} that decide whether, where and when it joins a run. They stand in the service file itself
 * ({@code ServiceLine}), else in the beginning of the descriptor that the processor wrote beside the table ({@code DescriptorHead}), of which
 * {@link dev.trackside.runtime.facts.PluginDescriptor} reads all for those who show it. {@link dev.trackside.runtime.facts.FolderCache} remembers the facts of
 * a folder from one process to the next, {@link dev.trackside.runtime.facts.ApiVersion} and {@link dev.trackside.runtime.facts.Ids} say which versions and ids
 * can be used. All of it is written for cold starts with hundreds of jars, see {@code docs/decisions/plugin-index.md}.
 */
@NullMarked
package dev.trackside.runtime.facts;

import org.jspecify.annotations.NullMarked;
