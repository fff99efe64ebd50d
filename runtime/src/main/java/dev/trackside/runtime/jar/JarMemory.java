package dev.trackside.runtime.jar;

/** Who remembers jars from an earlier process, and was believed. */
public interface JarMemory {

    /** A jar turned out to be another than the one that is remembered. */
    void wasWrong();
}
