/**
 * Jars with plugins for tests: {@link dev.trackside.runtime.testing.TestJar} compiles and packs them, sound or broken in every way,
 * {@link dev.trackside.runtime.testing.FolderRuns} starts runs with them.
 */
@NullMarked
package dev.trackside.runtime.testing;

import org.jspecify.annotations.NullMarked;
