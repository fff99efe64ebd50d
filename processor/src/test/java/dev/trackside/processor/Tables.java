package dev.trackside.processor;

import dev.trackside.processor.testkit.Compiled;
import dev.trackside.processor.testkit.Compiling;
import dev.trackside.spi.HandlerTable;
import java.lang.reflect.Constructor;

/** Compiles handler classes and creates them and their tables. */
final class Tables {

    private Tables() {}

    /**
     * The strictest that users compile with; "processing" complains of each annotation that no processor claims for itself, "auxiliaryclass" of
     * the second class of a source, which these tests are full of.
     */
    static Compiling strictly(String... sources) {
        return Compiling.source(sources)
                .processedBy(new TableProcessor(), new IndexProcessor())
                .with("-Xlint:all,-processing,-auxiliaryclass", "-Werror");
    }

    static HandlerTable table(Compiled compiled, String name) throws ReflectiveOperationException {
        return (HandlerTable) instance(compiled, name);
    }

    static Object instance(Compiled compiled, String name) throws ReflectiveOperationException {
        Constructor<?> constructor = compiled.load(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
