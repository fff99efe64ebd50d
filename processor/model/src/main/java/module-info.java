/** What the annotation processor reads from handler classes, as a library for processors of your own. */
module dev.trackside.processor.model {
    requires transitive dev.trackside;
    requires transitive java.compiler;
    requires static transitive org.jspecify;

    exports dev.trackside.processor.model;
}
