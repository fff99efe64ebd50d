package dev.trackside.runtime.testing;

import dev.trackside.run.Trackside;
import dev.trackside.spi.HandlerTable;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

/** What programs that start runs need on their class path or module path. */
public final class RuntimePath {

    private static final List<Class<?>> NEEDED = List.of(
            HandlerTable.class,
            Trackside.class,
            org.apache.logging.log4j.LogManager.class,
            org.snakeyaml.engine.v2.api.Load.class,
            com.fasterxml.jackson.jr.ob.JSON.class,
            com.fasterxml.jackson.core.JsonFactory.class,
            io.github.classgraph.ClassGraph.class,
            org.jspecify.annotations.NullMarked.class);

    private RuntimePath() {}

    public static String needed() {
        return NEEDED.stream().map(TestJar::location).collect(Collectors.joining(File.pathSeparator));
    }
}
