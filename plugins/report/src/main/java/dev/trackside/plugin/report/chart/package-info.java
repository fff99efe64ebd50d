/** What pictures there are of some runs: which curves share one, their names and colors. {@link dev.trackside.plugin.report.chart.ChartPlan} decides it. */
@NullMarked
package dev.trackside.plugin.report.chart;

import org.jspecify.annotations.NullMarked;
