/**
 * The contract that every engine keeps, as a JUnit suite: extend {@link dev.trackside.testkit.contract.EngineContract} in the tests of an engine,
 * and say with {@link dev.trackside.testkit.contract.EngineClaims} what the engine can do.
 *
 * <p>What the engine claims is tried in real runs, under the runtime that people use; what it does not claim must be refused in words. Needs
 * {@code junit-jupiter} among the test dependencies.
 */
@NullMarked
package dev.trackside.testkit.contract;

import org.jspecify.annotations.NullMarked;
