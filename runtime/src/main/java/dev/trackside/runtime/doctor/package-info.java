/**
 * What keeps plugins from working, and how to mend it: {@code trackside plugins doctor}.
 *
 * <p>{@link dev.trackside.runtime.doctor.Doctor} puts together what {@link dev.trackside.runtime.discovery.Discovery} refused and what the class files say, of
 * which each of the other classes looks for one kind of fault: handlers that the processor never saw, services that nobody can load, classes that are there
 * twice, versions of Trackside that do not belong together. It reads all classes by ClassGraph and loads those of all plugins, so no run does this; why it may
 * is told in {@code docs/decisions/classgraph.md}.
 */
@NullMarked
package dev.trackside.runtime.doctor;

import org.jspecify.annotations.NullMarked;
