package dev.trackside.processor.extension;

/**
 * Takes what an extension writes for one class. The class becomes the one originating element of each file, so that build tools know what to delete and
 * what to write anew; hence no file may hold something of two classes.
 *
 * @since 0.1
 */
public interface Additions extends Resources {

    /**
     * Adds a class in the package of the handler class. It is compiled, and its own annotations are processed, in the same compilation.
     *
     * @param suffix a Java identifier other than {@code Table}; the class is named
     *     {@link dev.trackside.processor.model.HandlerClass#companionName handlers.companionName(suffix)}
     * @param text the whole source with its {@code package} line; use {@code \n}, and no date, so that two builds write the same bytes
     * @throws IllegalArgumentException if the suffix has another form, or this call has added it already
     * @throws IllegalStateException if the call that this was given to has ended
     */
    void source(String suffix, String text);
}
