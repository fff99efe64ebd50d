package dev.trackside.runtime.jar;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a jar, a module or a folder of classes, read without loading a class. */
public interface Content {

    /** The file in which plugins are registered. Nearly all that are looked at are asked for it, and it is read ahead of others. */
    String SERVICES = "META-INF/services/dev.trackside.spi.HandlerTable";

    /**
     * A file.
     *
     * @param name its name
     * @param limit the largest size that is read
     * @return its content; null if there is none of this name
     * @throws IOException if it is larger or damaged
     */
    byte @Nullable [] read(String name, int limit) throws IOException;

    /**
     * The beginning of a file, without looking at the rest.
     *
     * @param name its name
     * @param length how much of it
     * @return so much of it as there is; null if there is no file of this name
     * @throws IOException if it cannot be read
     */
    byte @Nullable [] head(String name, int length) throws IOException;

    /**
     * Whether there is a file.
     *
     * @param name its name
     * @return whether there is one of this name
     * @throws IOException if that cannot be told
     */
    boolean has(String name) throws IOException;

    /**
     * The names of the files below {@code META-INF}.
     *
     * @return them, in their order; without some where they cannot be listed
     * @throws IOException if they cannot be read
     */
    Set<String> metaInf() throws IOException;
}
