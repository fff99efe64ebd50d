package dev.trackside.processor.fuzz;

/**
 * A source with handlers, in a package of its own.
 *
 * @param packageName its package
 * @param source the text of the file
 * @param mustHaveTable whether it has, without a finding, at least one table: a handler that is silently lost is a fault
 */
record FuzzedClass(String packageName, String source, boolean mustHaveTable) {

    boolean owns(String file) {
        return file.startsWith(packageName + "/");
    }

    boolean wrote(String file) {
        return owns(file) && file.endsWith("_Table.java");
    }

    @Override
    public String toString() {
        return source;
    }
}
