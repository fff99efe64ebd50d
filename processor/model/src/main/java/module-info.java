/**
 * What the annotation processor reads from handler classes, as a library for processors of your own: {@link dev.trackside.processor.model}; and the
 * interface for extensions of that processor: {@link dev.trackside.processor.extension}.
 */
module dev.trackside.processor.model {
    requires transitive dev.trackside;
    requires transitive java.compiler;
    requires static transitive org.jspecify;

    exports dev.trackside.processor.extension;
    exports dev.trackside.processor.model;
}
