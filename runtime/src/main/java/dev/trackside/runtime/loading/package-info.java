/**
 * Which plugins there are, and which of them join a run.
 *
 * <p>{@link dev.trackside.runtime.loading.Discovery} looks at the class path and at folders; every plugin from a folder gets a class loader
 * of its own. What cannot be used becomes a {@link dev.trackside.runtime.loading.Refusal} with jar, class, cause and remedy, and never keeps
 * others from loading. {@link dev.trackside.runtime.loading.Selection} turns what was found, the file and what code asked for into the
 * instances of a run, each with the reason why it joins. {@link dev.trackside.runtime.loading.PluginDescriptor} tells of a plugin without
 * loading a class.
 */
@NullMarked
package dev.trackside.runtime.loading;

import org.jspecify.annotations.NullMarked;
