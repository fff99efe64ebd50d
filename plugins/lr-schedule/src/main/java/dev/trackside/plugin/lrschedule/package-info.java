/** Moves the learning rate along a schedule. */
@NullMarked
package dev.trackside.plugin.lrschedule;

import org.jspecify.annotations.NullMarked;
