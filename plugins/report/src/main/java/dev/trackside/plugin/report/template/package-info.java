/** Mustache templates over records, see {@link dev.trackside.plugin.report.template.Templates}. */
@NullMarked
package dev.trackside.plugin.report.template;

import org.jspecify.annotations.NullMarked;
