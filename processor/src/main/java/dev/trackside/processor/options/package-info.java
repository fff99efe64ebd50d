/**
 * What descriptors say of options beyond the model: the values that fields have at first, and the constants of enums.
 *
 * <p>An initial value stands in the source and nowhere else, so it is read from javac's syntax tree. Where there is none (Eclipse's compiler,
 * Gradle's and IntelliJ's wrappers around javac, fields of class files, Kotlin), descriptors are silent about it.
 */
@NullMarked
package dev.trackside.processor.options;

import org.jspecify.annotations.NullMarked;
