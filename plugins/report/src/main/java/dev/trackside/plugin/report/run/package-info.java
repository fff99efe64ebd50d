/**
 * What a report tells of one run, whatever it was read from: {@link dev.trackside.plugin.report.run.RunData} with its curves. Long curves are thinned here, so
 * that a page stays small.
 */
@NullMarked
package dev.trackside.plugin.report.run;

import org.jspecify.annotations.NullMarked;
