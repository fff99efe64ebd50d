/**
 * The command {@code trackside runs}: lists, shows, compares, deletes and exports the runs of a history.
 *
 * <p>{@link dev.trackside.plugin.history.command.RunsCommand} groups one class a sub-command; {@code Call} reads what all of them take, {@code Texts} and {@code
 * Table} make what people read, {@code RunDocument} what programs read.
 */
@NullMarked
package dev.trackside.plugin.history.command;

import org.jspecify.annotations.NullMarked;
