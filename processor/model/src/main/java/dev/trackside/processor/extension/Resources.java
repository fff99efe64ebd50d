package dev.trackside.processor.extension;

/**
 * Takes resources that an extension writes. Nothing is written before the call has ended, and nothing at all if it throws.
 *
 * @since 0.1
 */
public interface Resources {

    /**
     * Adds a resource, which stands beside the class files, in UTF-8.
     *
     * @param path its path, e.g. {@code META-INF/metrics-kit/p.Throughput.json}: relative, with {@code /}, without {@code ..}; neither below
     *     {@code META-INF/trackside} nor a service of Trackside, which the processor writes itself
     * @param text its text; use {@code \n}, so that all machines write the same bytes
     * @throws IllegalArgumentException if the path has another form, or this call has added it already
     * @throws IllegalStateException if the call that this was given to has ended
     */
    void resource(String path, String text);
}
