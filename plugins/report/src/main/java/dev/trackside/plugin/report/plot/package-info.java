/**
 * The pictures that stand in files of their own. {@link dev.trackside.plugin.report.plot.Plot} lays a chart out and writes it as SVG, which takes nothing but a
 * template; {@link dev.trackside.plugin.report.plot.Png} draws that SVG, and only it needs the graphics of the JDK.
 */
@NullMarked
package dev.trackside.plugin.report.plot;

import org.jspecify.annotations.NullMarked;
