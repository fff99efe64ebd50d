package dev.trackside.plugin.report;

/**
 * A report is due.
 *
 * @param writer who is to write it
 * @param again whether it has waited for those after it in the order
 */
record ReportDue(Report writer, boolean again) {}
