/**
 * The files of jars, as bytes: for whoever must know what is in a jar before one of its classes is loaded, and be sure that it is still that when they are.
 *
 * <p>{@link dev.trackside.runtime.jar.Content} is a jar, a module or a folder of classes of which files are read by name. Of what is on the class path
 * that is {@link dev.trackside.runtime.jar.HostContent}, which goes back to the file each time. A jar of a plugins folder becomes a
 * {@link dev.trackside.runtime.jar.PluginJar} instead: from when it was seen nobody changes it any more, whatever happens to the file. Most of them are kept in memory
 * ({@code KeptJar}, read by {@code ZipBytes}), large ones as private copies ({@code CopiedJar});
 * {@link dev.trackside.runtime.jar.JarCopies} holds both, and is closed when no plugin is used any more. Nothing here knows what a plugin is, but for the name
 * of the one file that is read ahead of others.
 */
@NullMarked
package dev.trackside.runtime.jar;

import org.jspecify.annotations.NullMarked;
