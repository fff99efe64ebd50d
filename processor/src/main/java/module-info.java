/**
 * Checks handler classes at compile time and writes their dispatch tables. Nobody reads this module but the compiler, which finds it on the
 * processor path or the processor module path.
 */
module dev.trackside.processor {
    requires dev.trackside;
    requires dev.trackside.processor.model;
    requires java.compiler;
    requires static jdk.compiler;
    requires static org.jspecify;

    uses dev.trackside.processor.extension.ProcessorExtension;

    provides javax.annotation.processing.Processor with
            dev.trackside.processor.TableProcessor,
            dev.trackside.processor.IndexProcessor,
            dev.trackside.processor.ExtensionProcessor;
}
