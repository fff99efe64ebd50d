/**
 * The configuration of a run: the file, what stands above it, and how options reach the fields of a plugin.
 *
 * <p>{@link dev.trackside.runtime.config.ConfigFile} reads {@code trackside.yaml} so that every value knows its line, and puts
 * {@link dev.trackside.runtime.config.Overrides} (builder, {@code --set}) above it. {@link dev.trackside.runtime.config.YamlSection} is the
 * typed view that engines and the runtime read; {@link dev.trackside.runtime.config.OptionBinder} binds the options of a plugin from all
 * sources. Every message says what is wrong, where, and how to mend it; {@link dev.trackside.runtime.config.Nearest} guesses what was meant.
 */
@NullMarked
package dev.trackside.runtime.config;

import org.jspecify.annotations.NullMarked;
