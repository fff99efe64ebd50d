/**
 * Draws a curve, as lines of text for a terminal and as SVG: the course of a schedule, and what a range test has found. For the plugins of this jar only; not
 * exported.
 */
@NullMarked
package dev.trackside.plugin.lrschedule.chart;

import org.jspecify.annotations.NullMarked;
