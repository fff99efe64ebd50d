/**
 * Calls the handlers of one event in their order, as cheaply as if somebody had written the calls by hand: a {@link dev.trackside.runtime.dispatch.Line}
 * an event. It skips what no filter lets pass before anything is called, guards each handler, and times some of the events so that each callback's
 * share of the run is known. It knows nothing of runs and callbacks; those are told through {@link dev.trackside.runtime.dispatch.Handler}. Of the
 * training thread alone. The designs that were tried, and what each costs: {@code docs/decisions/dispatch.md}.
 */
@NullMarked
package dev.trackside.runtime.dispatch;

import org.jspecify.annotations.NullMarked;
