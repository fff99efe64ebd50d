package dev.trackside.processor.extension;

/**
 * What an extension promises to build tools that process changed classes only, as Gradle does.
 *
 * @since 0.1
 */
public enum Incremental {
    /**
     * What it finds and writes for a class follows from that class, what it inherits, and the options. {@link ProcessorExtension#finish} is not
     * called.
     */
    ISOLATING,
    /**
     * The same holds for {@link ProcessorExtension#validate} and {@link ProcessorExtension#contribute}; {@link ProcessorExtension#finish} follows
     * from all classes of the module. It is called on another instance than the other two, so nothing can be handed on in fields.
     */
    AGGREGATING,
    /** Nothing: with such an extension on its path, Gradle processes all classes of the module after any change. */
    UNKNOWN
}
