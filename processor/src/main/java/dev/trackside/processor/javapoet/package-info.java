/**
 * JavaPoet, in the jar: the build moves it here from {@code com.palantir.javapoet}, so that it cannot meet another version of it on a user's
 * processor path. In the sources this package is empty; it stands here so that the module knows of it.
 */
@NullMarked
package dev.trackside.processor.javapoet;

import org.jspecify.annotations.NullMarked;
