/**
 * Writes a page about each run: {@link dev.trackside.plugin.report.Report} is the plugin, {@link dev.trackside.plugin.report.ReportCommand} makes pages of runs
 * that are over.
 *
 * <p>Both read a run from the history into a {@code RunData} (package {@code run}); {@code chart} decides which curves share a picture, {@code page} writes the
 * page, {@code plot} pictures in files of their own. What is drawn in the page is drawn by Apache ECharts in the browser, which the build puts among the resources.
 */
@NullMarked
package dev.trackside.plugin.report;

import org.jspecify.annotations.NullMarked;
