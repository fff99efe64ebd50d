/** Files that exist whole or not at all: what an export writes does not look finished before it is, and leaves nothing behind when a disk is full. */
@NullMarked
package dev.trackside.plugin.history.aside;

import org.jspecify.annotations.NullMarked;
