/** What can be wrong with handler classes: one enum of diagnostics, and checks that turn a model into findings without printing anything. */
@NullMarked
package dev.trackside.processor.checks;

import org.jspecify.annotations.NullMarked;
