/**
 * For the tests of plugins: runs without any training, a clock that tests move, and fakes of what handlers are given.
 *
 * <p>Begin with {@link dev.trackside.testkit.Simulation}: it plays metrics from a script through a real run, with the callbacks under test
 * attached, and tells in a {@link dev.trackside.testkit.SimulatedRun} what happened. Use the fakes to call a handler directly, where a whole
 * run would say less.
 */
@NullMarked
package dev.trackside.testkit;

import org.jspecify.annotations.NullMarked;
