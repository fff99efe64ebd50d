/**
 * The page: {@link dev.trackside.plugin.report.page.ReportPage} turns runs into one HTML file that loads nothing. What the page says is computed here, in records
 * that the templates among the resources ({@code page.mustache} and its parts) fill in, escaped; what it draws goes along as JSON, and {@code page.js} has Apache
 * ECharts draw it.
 */
@NullMarked
package dev.trackside.plugin.report.page;

import org.jspecify.annotations.NullMarked;
