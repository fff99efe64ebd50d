/** Tests that need every module at once: who may know whom, what is published, and runs of the whole distribution. */
@NullMarked
package dev.trackside.dist;

import org.jspecify.annotations.NullMarked;
