/** Plugins that tests pack into jars, sound ones and others, with the tables that the processor wrote for them. */
@NullMarked
package dev.trackside.runtime.loading.sample;

import org.jspecify.annotations.NullMarked;
