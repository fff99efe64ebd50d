/**
 * The fault kit: runs a plugin under each of a catalog of faults that it must survive, with one line of JUnit. Start with
 * {@link dev.trackside.testkit.faults.FaultKit} for what happens around a plugin in a run, and
 * {@link dev.trackside.testkit.faults.JarFaultKit} for broken jars beside its own. Needs {@code junit-jupiter} among the test dependencies.
 */
@NullMarked
package dev.trackside.testkit.faults;

import org.jspecify.annotations.NullMarked;
