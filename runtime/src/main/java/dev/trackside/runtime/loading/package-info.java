/**
 * The classes of plugins: loaded, made into instances, called with the right class loader, and closed.
 *
 * <p>A {@link dev.trackside.runtime.loading.FoundPlugin} is known by its facts; {@link dev.trackside.runtime.loading.FoundPlugin#table} loads its classes at
 * the first call. Those of a plugins folder come from a {@code PluginClassLoader}, one for each {@link dev.trackside.runtime.loading.PluginUnit}, which sees
 * of the host what {@link dev.trackside.runtime.loading.HostPackages} lists, and of other plugins those that it requires. This is where the code of others
 * runs for the first time, and anything may be thrown: {@code Causes} turns that into words, and the plugin into a
 * {@link dev.trackside.runtime.loading.Refusal}. {@link dev.trackside.runtime.loading.Instance} is what a run gets of a plugin;
 * {@link dev.trackside.runtime.loading.PluginContext} surrounds each call of it, {@link dev.trackside.runtime.loading.Closing} ends it, and
 * {@link dev.trackside.runtime.loading.LeftThreads} looks what it has left behind.
 */
@NullMarked
package dev.trackside.runtime.loading;

import org.jspecify.annotations.NullMarked;
